#include "modules/requests/questions.h"

#include "entities.h"

/* ---- Options ---- */

/* The lines of a text that say something: how many there are; the first of them in `out`. */
static int options_of(struct str text, struct str out[FORM_OPTIONS_MOST]) {
    int n = 0;
    for (struct str line; str_cut(&text, '\n', &line);) {
        line = str_trim(line);
        if (!line.n) continue;
        if (n < FORM_OPTIONS_MOST) out[n] = line;
        n++;
    }
    return n;
}

static const struct choice_list *list_of(struct ctx *cx, struct str text) {
    struct str options[FORM_OPTIONS_MOST];
    int lines = options_of(text, options);
    int count = lines < FORM_OPTIONS_MOST ? lines : FORM_OPTIONS_MOST;
    struct choice *choices = NEWS(cx->mem, FORM_OPTIONS_MOST, struct choice);
    struct choice_list *list = NEW(cx->mem, struct choice_list);
    for (int i = 0; i < count; i++) {
        struct str option = str_dup(cx->mem, options[i]);
        choices[i] = (struct choice){.key = str_format(cx->mem, "o%d", i + 1),
                                     .label = {{option, option}}};
    }
    *list = (struct choice_list){STR("options"), choices, count};
    return list;
}

/* ---- As fields ---- */

struct kind {
    struct str key;
    const char *type; /* of field */
    int letters;      /* of a text, at most */
    bool options;
};

static struct kind kind_of(struct str key) {
    const struct kind all[] = {
        {QUESTION_KIND_TEXT, "text", FORM_LINE_LETTERS},
        {QUESTION_KIND_LINES, "long_text", FORM_ANSWER_LETTERS},
        {QUESTION_KIND_NUMBER, "integer"},
        {QUESTION_KIND_YES_NO, "yes_no"},
        {QUESTION_KIND_DATE, "date"},
        {QUESTION_KIND_ONE, "choice", .options = true},
        {QUESTION_KIND_SEVERAL, "choices", .options = true},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq(all[i].key, key)) return all[i];
    return all[0];
}

enum { ID, LABEL, KIND, NEEDED, OPTIONS, HINT };

static struct field field_of(struct ctx *cx, struct rows *rows) {
    struct kind kind = kind_of(rows_text(rows, KIND));
    struct str label = str_dup(cx->mem, rows_text(rows, LABEL));
    struct str hint = str_dup(cx->mem, rows_text(rows, HINT));
    struct field f = {
        .name = str_format(cx->mem, "q%s", id_text(rows_int(rows, ID)).z),
        .label = {{label, label}},
        .help = {{hint, hint}},
        .type = field_type_named(str_of(kind.type)),
        .entity = entity_at(cx->catalog, "request"),
        .at = REQUEST_ANSWERS,
        .custom = true,
        .required = rows_int(rows, NEEDED) == 1,
        .has_max = kind.letters > 0,
        .max = kind.letters,
    };
    if (kind.options) f.choices = list_of(cx, rows_text(rows, OPTIONS));
    return f;
}

enum err questions_of(struct ctx *cx, int64_t form, struct question **out, int *out_count) {
    struct question *all = NEWS(cx->mem, FORM_QUESTIONS_MOST, struct question);
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, label, kind, needed, coalesce(options, ''),"
                        " coalesce(hint, '') FROM form_question WHERE form = ?1"
                        " ORDER BY position, id LIMIT ?2"),
                    BIND(v_int(form), v_int(FORM_QUESTIONS_MOST)), &rows));
    while (n < FORM_QUESTIONS_MOST && rows_next(&rows))
        all[n++] =
            (struct question){rows_int(&rows, ID), str_dup(cx->mem, rows_text(&rows, KIND)),
                              field_of(cx, &rows)};
    *out = all;
    *out_count = n;
    return rows_done(&rows);
}

void answer_put(struct buf *b, struct ctx *cx, const struct field *question,
                struct value said) {
    if (said.kind == V_NULL) return;
    if (b->n) BUF_LIT(b, "\n");
    buf_put(b, label_in(&question->label, cx->lang));
    BUF_LIT(b, ": ");
    buf_put(b, field_text(cx, question, said));
}

/* ---- What must hold ---- */

static enum err check_each(struct ctx *cx, const struct field *f, const struct str *options,
                           int count) {
    for (int i = 0; i < count; i++) {
        if (utf8_length(options[i]) > FORM_OPTION_LETTERS)
            return problem(cx, f, MSG_FORM_QUESTION_LONG);
        for (int j = 0; j < i; j++)
            if (str_eq(options[i], options[j]))
                return problem(cx, f, MSG_FORM_QUESTION_TWICE);
    }
    return OK;
}

static enum err check_options(struct ctx *cx, const struct record *r) {
    struct str options[FORM_OPTIONS_MOST];
    const struct field *f = r->entity->fields[FORM_QUESTION_OPTIONS];
    struct str text = record_str(r, FORM_QUESTION_OPTIONS);
    int count = options_of(text, options);
    if (!kind_of(record_str(r, FORM_QUESTION_KIND)).options) return OK;
    if (count < 2) return problem(cx, f, MSG_FORM_QUESTION_OPTIONS);
    if (count > FORM_OPTIONS_MOST)
        return problem_with(cx, f, MSG_FORM_QUESTION_CROWD,
                            MSG_PARTS({"n", cx_number(cx, FORM_OPTIONS_MOST)}));
    return check_each(cx, f, options, count);
}

static enum err check_room(struct ctx *cx, const struct record *new) {
    int64_t others = 0;
    TRY(store_int(cx->db,
                  SQL("SELECT count(*) FROM form_question WHERE form = ?1 AND id <> ?2"),
                  BIND(new->values[FORM_QUESTION_FORM], v_int(record_id(new))), &others));
    if (others < FORM_QUESTIONS_MOST) return OK;
    return problem_with(cx, new->entity->fields[FORM_QUESTION_FORM], MSG_FORM_QUESTION_MANY,
                        MSG_PARTS({"n", cx_number(cx, FORM_QUESTIONS_MOST)}));
}

static enum err form_question_check(struct ctx *cx, const struct record *old,
                                    struct record *new) {
    (void)old;
    if (cx->verbatim) return OK;
    enum err e = check_options(cx, new);
    if (new->values[FORM_QUESTION_FORM].kind == V_NULL) return e;
    enum err room = check_room(cx, new);
    return room == OK ? e : room;
}

const struct entity_rules rules_form_question = {.name = "form_question",
                                                 .check = form_question_check};
