/* One value as it is typed or sent, for any field of any kind of record. The first two
 * bytes choose the field, the third the user's language, digits, calendar and unit of
 * money. What is accepted is the same when it is read from the form it is edited in and
 * from the JSON it is exported in; what is refused says why. */
#include "world.h"

#include "base/json.h"
#include "records/data/plan.h"
#include "records/fields/field_type.h"

/* One field of each type, and some with limits. */
static const char every[] = "entity every \"الف\" \"Every\" many \"ب\" \"All\"\n"
                            "  title text\n"
                            "  field text text \"ا\" \"a\"\n"
                            "  field long_text long_text \"ا\" \"a\"\n"
                            "  field integer integer \"ا\" \"a\"\n"
                            "  field decimal decimal \"ا\" \"a\" scale 3\n"
                            "  field money money \"ا\" \"a\"\n"
                            "  field percent percent \"ا\" \"a\" scale 2\n"
                            "  field yes_no yes_no \"ا\" \"a\"\n"
                            "  field date date \"ا\" \"a\"\n"
                            "  field time time \"ا\" \"a\"\n"
                            "  field date_time date_time \"ا\" \"a\"\n"
                            "  field duration duration \"ا\" \"a\"\n"
                            "  field choice choice \"ا\" \"a\" of some\n"
                            "  field choices choices \"ا\" \"a\" of some\n"
                            "  field link link \"ا\" \"a\" to party\n"
                            "  field links links \"ا\" \"a\" to party\n"
                            "  field phone phone \"ا\" \"a\"\n"
                            "  field email email \"ا\" \"a\"\n"
                            "  field url url \"ا\" \"a\"\n"
                            "  field address address \"ا\" \"a\"\n"
                            "  field national_id national_id \"ا\" \"a\"\n"
                            "  field legal_id legal_id \"ا\" \"a\"\n"
                            "  field sheba sheba \"ا\" \"a\"\n"
                            "  field card card \"ا\" \"a\"\n"
                            "  field rating rating \"ا\" \"a\"\n"
                            "  field tags tags \"ا\" \"a\"\n"
                            "  field user user \"ا\" \"a\"\n"
                            "  field crew team \"ا\" \"a\"\n"
                            "  field file file \"ا\" \"a\"\n"
                            "  field image image \"ا\" \"a\"\n"
                            "  field auto_number auto_number \"ا\" \"a\" preset \"A-{n}\"\n"
                            "  field identifier identifier \"ا\" \"a\"\n"
                            "  field short text \"ا\" \"a\" min 2 max 5\n"
                            "  field few integer \"ا\" \"a\" min -3 max 1000\n"
                            "choices some\n"
                            "  choice one \"یک، نخست\" \"One, first\"\n"
                            "  choice two \"دو\" \"Two\"\n";

enum { ENGLISH = 1, LATIN = 2, GREGORIAN = 4, TOMAN = 8 };

static bool sound(struct str s) {
    return utf8_valid(s) && !(s.n && memchr(s.p, 0, s.n));
}

static void look_at_json(struct ctx *cx, const struct field *f, struct value v) {
    struct buf text = buf_in(cx->mem, 0);
    struct json *node;
    struct value again;
    field_json(cx, f, v, &text);
    must(json_parse(cx->mem, buf_str(&text), NULL, &node, NULL) == OK);
    must(field_from_json(cx, f, node, &again) == OK && value_eq(again, v));
}

static void look_at_derived(struct ctx *cx, const struct field *f, struct value v) {
    for (int i = 0; i < FIELD_DERIVED && f->type->derived[i].suffix; i++) {
        struct value d = f->type->derived[i].derive(cx, f, v);
        must(d.kind != V_TEXT || sound(d.s));
    }
}

static void look(struct ctx *cx, const struct field *f, struct value v) {
    struct value again;
    must(v.kind == V_NULL || (v.kind == V_TEXT) == (f->type->column == COLUMN_TEXT));
    must(v.kind != V_TEXT || sound(v.s));
    must(sound(field_text(cx, f, v)) && sound(field_words(cx, f, v)));
    must(field_parse(cx, f, field_edit(cx, f, v), &again) == OK && value_eq(again, v));
    look_at_derived(cx, f, v);
    look_at_json(cx, f, v);
}

static void refused(const struct ctx *cx, enum err e, const struct problem *before) {
    must(e == ERR_INVALID && cx->last_problem != before);
    must(cx->last_problem->text.n && sound(cx->last_problem->text));
}

static void read_typed(struct ctx *cx, const struct field *f, struct str typed) {
    struct value v;
    enum err e = field_parse(cx, f, typed, &v);
    if (e == OK)
        look(cx, f, v);
    else
        refused(cx, e, NULL);
}

static void read_json(struct ctx *cx, const struct field *f, struct str text) {
    struct json *node;
    struct value v;
    const struct problem *before = cx->last_problem;
    if (json_parse(cx->mem, text, NULL, &node, NULL) != OK) return;
    enum err e = field_from_json(cx, f, node, &v);
    if (e == OK)
        look(cx, f, v);
    else
        refused(cx, e, before);
}

/* The kinds of the program and that of every type. */
static const struct catalog *catalog(void) {
    static const struct catalog *made;
    if (made) return made;
    struct arena *mem = world_here()->mem;
    struct meta_source *sources =
        NEWS(mem, (size_t)built_in_source_count + 1, struct meta_source);
    for (int i = 0; i < built_in_source_count; i++)
        sources[i] = built_in_sources[i];
    sources[built_in_source_count] =
        (struct meta_source){"custom", "every.entity", str_of(every)};
    static const struct meta_code code = {.types = field_types, .links = &record_links};
    struct str message;
    enum err e =
        catalog_make(mem, sources, built_in_source_count + 1, &code, &made, &message);
    if (e) fprintf(stderr, "%.*s\n", STR_ARG(message));
    must(e == OK);
    plans_make(mem, made);
    return made;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    const struct world *world = world_here();
    struct ctx *cx = world_enter(world);
    struct str typed = str_n((const char *)data + 2, size - 2);
    cx->catalog = catalog();
    const struct entity *e = entity_at(cx->catalog, "every");
    const struct field *f =
        e->fields[FIELD_STANDARD_COUNT + data[0] % (e->field_count - FIELD_STANDARD_COUNT)];
    cx->lang = data[1] & ENGLISH ? LANG_EN : LANG_FA;
    cx->digits = data[1] & LATIN ? DIGITS_LATIN : DIGITS_PERSIAN;
    cx->calendar = data[1] & GREGORIAN ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
    cx->money = data[1] & TOMAN ? MONEY_TOMAN : MONEY_RIAL;
    read_typed(cx, f, typed);
    read_json(cx, f, typed);
    world_leave(world);
    return 0;
}
