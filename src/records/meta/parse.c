#include "records/meta/parse.h"

#include "base/arena.h"
#include "records/meta/lex.h"

/* Where the reader stands in one file. */
struct reading {
    struct raw *raw;
    const struct meta_source *source;
    struct lex_line line;
    int word; /* the next one to read */
    struct raw_entity *entity;
    struct raw_list *list;
};

void raw_init(struct raw *raw, struct arena *mem) {
    *raw = (struct raw){.mem = mem};
    raw->entities_end = &raw->entities;
    raw->lists_end = &raw->lists;
}

enum err raw_mistake(struct raw *raw, const char *file, int line, const char *what,
                     struct str word) {
    raw->message =
        word.n ? str_format(raw->mem, "%s:%d: %s: %.*s", file, line, what, STR_ARG(word))
               : str_format(raw->mem, "%s:%d: %s", file, line, what);
    return ERR_INVALID;
}

static enum err mistake(struct reading *r, const char *what) {
    struct str word = {"", 0};
    if (r->word > 0 && r->word <= r->line.count) word = r->line.words[r->word - 1].text;
    return raw_mistake(r->raw, r->source->name, r->line.number, what, word);
}

static bool meta_name_valid(struct str name) {
    if (name.n == 0 || name.n > META_NAME_BYTES || !(name.p[0] >= 'a' && name.p[0] <= 'z'))
        return false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
    }
    return true;
}

/* Room for one more thing in an array of `count`; doubles when it is full. */
static void *grown(struct arena *mem, void *array, int count, int *room, size_t size) {
    if (count < *room) return array;
    int more = *room ? *room * 2 : 8;
    void *moved = arena_grow(mem, array, (size_t)*room * size, (size_t)more * size);
    *room = more;
    return moved;
}

/* ---- Words of the line ---- */

static bool more(const struct reading *r) {
    return r->word < r->line.count;
}

static bool bare(struct reading *r, struct str *out) {
    if (!more(r) || r->line.words[r->word].quoted) return false;
    *out = r->line.words[r->word++].text;
    return true;
}

static bool quoted(struct reading *r, struct str *out) {
    if (!more(r) || !r->line.words[r->word].quoted) return false;
    *out = r->line.words[r->word++].text;
    return true;
}

static enum err read_name(struct reading *r, struct str *out) {
    if (!bare(r, out)) return mistake(r, "a name is missing after");
    if (!meta_name_valid(*out)) return mistake(r, "a name is small letters, digits and _");
    return OK;
}

static enum err read_label(struct reading *r, struct label *out) {
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (!quoted(r, &out->in[lang]))
            return mistake(r, "a label is \"Persian\" \"English\"; it is missing after");
    return OK;
}

static enum err read_names(struct reading *r, struct names *out) {
    struct str *names = NEWS(r->raw->mem, (size_t)r->line.count, struct str);
    out->at = names;
    for (out->count = 0; more(r); out->count++)
        TRY(read_name(r, &names[out->count]));
    return OK;
}

static enum err read_number(struct reading *r, int64_t *out) {
    struct str word;
    if (!bare(r, &word) || !str_int(word, out))
        return mistake(r, "a whole number is missing at");
    return OK;
}

/* ---- Field ---- */

struct flag {
    const char *word;
    size_t offset; /* of the bool in struct field */
};
static const struct flag field_flags[] = {
    {"required", offsetof(struct field, required)},
    {"unique", offsetof(struct field, unique)},
    {"search", offsetof(struct field, search)},
    {"audited", offsetof(struct field, audited)},
    {"readonly", offsetof(struct field, read_only)},
    {"hidden", offsetof(struct field, hidden)},
    {"listed", offsetof(struct field, listed)},
    {"wide", offsetof(struct field, wide)},
    {"indexed", offsetof(struct field, indexed)},
};

static bool set_flag(struct field *f, struct str word) {
    for (size_t i = 0; i < sizeof field_flags / sizeof *field_flags; i++) {
        if (!str_is(word, field_flags[i].word)) continue;
        *(bool *)((char *)f + field_flags[i].offset) = true;
        return true;
    }
    return false;
}

static enum err read_bound(struct reading *r, bool *out_has, int64_t *out) {
    *out_has = true;
    return read_number(r, out);
}

static enum err read_field_option(struct reading *r, struct field *f) {
    struct str word;
    if (!bare(r, &word)) return mistake(r, "an option is not quoted");
    if (set_flag(f, word)) return OK;
    int64_t n = 0;
    if (str_is(word, "of")) return read_name(r, &f->of_name);
    if (str_is(word, "to")) return read_name(r, &f->to_name);
    if (str_is(word, "like")) return read_name(r, &f->like_name);
    if (str_is(word, "was")) return read_name(r, &f->was);
    if (str_is(word, "help")) return read_label(r, &f->help);
    if (str_is(word, "when")) {
        TRY(read_name(r, &f->when_name));
        return read_name(r, &f->when_key);
    }
    if (str_is(word, "max")) return read_bound(r, &f->has_max, &f->max);
    if (str_is(word, "min")) return read_bound(r, &f->has_min, &f->min);
    if (str_is(word, "scale")) {
        TRY(read_number(r, &n));
        if (n < 0 || n > 9) return mistake(r, "scale is 0 to 9");
        f->scale = (int)n;
        return OK;
    }
    if (str_is(word, "preset"))
        return bare(r, &f->preset) || quoted(r, &f->preset)
                   ? OK
                   : mistake(r, "a value is missing");
    return mistake(r, "no such option of a field");
}

static enum err read_field(struct reading *r) {
    if (!r->entity) return mistake(r, "a field stands inside an entity");
    struct raw_field *raw = NEW(r->raw->mem, struct raw_field);
    raw->line = r->line.number;
    raw->file = r->source->name;
    raw->section = r->entity->section;
    struct field *f = &raw->field;
    f->custom = strcmp(r->source->module, "custom") == 0;
    TRY(read_name(r, &f->name));
    TRY(read_name(r, &raw->type_name));
    TRY(read_label(r, &f->label));
    while (more(r))
        TRY(read_field_option(r, f));
    *r->entity->fields_end = raw;
    r->entity->fields_end = &raw->next;
    return OK;
}

/* ---- Entity ---- */

static struct raw_entity *raw_entity_named(struct raw *raw, struct str name) {
    struct raw_entity *e = raw->entities;
    while (e && !str_eq(e->entity.name, name))
        e = e->next;
    return e;
}

static enum err read_entity(struct reading *r) {
    struct raw_entity *raw = NEW(r->raw->mem, struct raw_entity);
    raw->line = r->line.number;
    raw->file = r->source->name;
    raw->fields_end = &raw->fields;
    raw->entity.module = str_of(r->source->module);
    TRY(read_name(r, &raw->entity.name));
    if (raw_entity_named(r->raw, raw->entity.name))
        return mistake(r, "there is such an entity already");
    TRY(read_label(r, &raw->entity.one));
    struct str many;
    if (!bare(r, &many) || !str_is(many, "many"))
        return mistake(r, "`many` and the plural's labels are missing after");
    TRY(read_label(r, &raw->entity.many));
    if (++r->raw->entity_count > META_ENTITIES) return mistake(r, "too many entities");
    *r->raw->entities_end = raw;
    r->raw->entities_end = &raw->next;
    r->entity = raw;
    r->list = NULL;
    return OK;
}

static enum err read_extend(struct reading *r) {
    struct str name;
    TRY(read_name(r, &name));
    r->entity = raw_entity_named(r->raw, name);
    r->list = NULL;
    return r->entity ? OK : mistake(r, "no such entity to extend");
}

static enum err read_owned(struct reading *r) {
    struct str by, party;
    if (!bare(r, &by) || !str_is(by, "by") || !bare(r, &party) || !str_is(party, "party"))
        return mistake(r, "write `owned by party`");
    r->entity->entity.owned = true;
    return OK;
}

static enum err read_sort(struct reading *r) {
    TRY(read_name(r, &r->entity->sort));
    struct str word;
    if (!bare(r, &word)) return OK;
    if (!str_is(word, "descending")) return mistake(r, "after the field only `descending`");
    r->entity->entity.sort_descending = true;
    return OK;
}

static enum err read_first(struct reading *r) {
    return read_names(r, &r->entity->first);
}

/* Where `word` is `name`, the field it names; then `word` is the next. */
static enum err read_clause(struct reading *r, const char *name, struct str *out_field,
                            struct str *word, bool *more) {
    if (!*more || !str_is(*word, name)) return OK;
    TRY(read_name(r, out_field));
    *more = bare(r, word);
    return OK;
}

static enum err read_board(struct reading *r) {
    struct str word;
    TRY(read_name(r, &r->entity->board));
    bool more = bare(r, &word);
    TRY(read_clause(r, "within", &r->entity->board_within, &word, &more));
    TRY(read_clause(r, "weigh", &r->entity->board_weight, &word, &more));
    if (!more || !str_is(word, "card")) return mistake(r, "`card` and fields are missing");
    return read_names(r, &r->entity->card);
}

static enum err read_icon(struct reading *r) {
    return bare(r, &r->entity->entity.icon) ? OK : mistake(r, "an icon's name is missing");
}
static enum err read_help(struct reading *r) {
    return read_label(r, &r->entity->entity.help);
}
static enum err read_section(struct reading *r) {
    return read_label(r, &r->entity->section);
}
static enum err read_time(struct reading *r) {
    return read_name(r, &r->entity->time);
}
static enum err read_title(struct reading *r) {
    return read_name(r, &r->entity->title);
}
/* opens LINK to USER */
static enum err read_opens(struct reading *r) {
    struct str word;
    TRY(read_name(r, &r->entity->opens));
    if (!bare(r, &word) || !str_is(word, "to"))
        return mistake(r, "`opens` names a link, `to` and a user");
    return read_name(r, &r->entity->opens_to);
}
static enum err read_list(struct reading *r) {
    return read_names(r, &r->entity->list);
}
static enum err read_rules(struct reading *r) {
    return read_name(r, &r->entity->rules);
}
static enum err read_index(struct reading *r) {
    struct raw_entity *e = r->entity;
    e->indexes =
        grown(r->raw->mem, e->indexes, e->index_count, &e->index_room, sizeof *e->indexes);
    return read_names(r, &e->indexes[e->index_count++]);
}
static enum err read_was(struct reading *r) {
    return read_name(r, &r->entity->entity.was);
}
static enum err read_system(struct reading *r) {
    r->entity->entity.system = true;
    return OK;
}
static enum err read_hidden(struct reading *r) {
    r->entity->entity.hidden = true;
    return OK;
}
static enum err read_quick(struct reading *r) {
    r->entity->entity.quick = true;
    return OK;
}
static enum err read_few(struct reading *r) {
    r->entity->entity.few = true;
    return OK;
}
static enum err read_previewed(struct reading *r) {
    r->entity->entity.previewed = true;
    return OK;
}

/* ---- Choices ---- */

static bool has_list(const struct raw *raw, struct str name) {
    for (const struct raw_list *list = raw->lists; list; list = list->next)
        if (str_eq(list->list.name, name)) return true;
    return false;
}

static bool has_choice(const struct raw_list *list, struct str key) {
    for (int i = 0; i < list->list.count; i++)
        if (str_eq(list->choices[i].key, key)) return true;
    return false;
}

static enum err read_choices(struct reading *r) {
    struct raw_list *raw = NEW(r->raw->mem, struct raw_list);
    TRY(read_name(r, &raw->list.name));
    if (has_list(r->raw, raw->list.name)) return mistake(r, "there is such a list already");
    r->raw->list_count++;
    *r->raw->lists_end = raw;
    r->raw->lists_end = &raw->next;
    r->list = raw;
    r->entity = NULL;
    return OK;
}

static enum err read_choice(struct reading *r) {
    if (!r->list) return mistake(r, "a choice stands under `choices`");
    if (r->list->list.count == META_CHOICES) return mistake(r, "too many choices");
    struct raw_list *list = r->list;
    struct choice made = {0};
    TRY(read_name(r, &made.key));
    if (has_choice(list, made.key)) return mistake(r, "there is such a choice already");
    list->choices = grown(r->raw->mem, list->choices, list->list.count, &list->room,
                          sizeof *list->choices);
    list->list.choices = list->choices;
    struct choice *choice = &list->choices[list->list.count++];
    *choice = made;
    TRY(read_label(r, &choice->label));
    if (more(r)) TRY(read_name(r, &choice->colour));
    return OK;
}

/* ---- Lines ---- */

/* To add a line to the language: one row here, one function above. */
static const struct {
    const char *word;
    enum err (*read)(struct reading *r);
    bool in_entity;
} lines[] = {
    {"entity", read_entity, false},   {"extend", read_extend, false},
    {"choices", read_choices, false}, {"choice", read_choice, false},
    {"field", read_field, true},      {"section", read_section, true},
    {"icon", read_icon, true},        {"help", read_help, true},
    {"owned", read_owned, true},      {"system", read_system, true},
    {"hidden", read_hidden, true},    {"quick", read_quick, true},
    {"time", read_time, true},        {"title", read_title, true},
    {"list", read_list, true},        {"sort", read_sort, true},
    {"board", read_board, true},      {"rules", read_rules, true},
    {"was", read_was, true},          {"index", read_index, true},
    {"first", read_first, true},      {"previewed", read_previewed, true},
    {"opens", read_opens, true},      {"few", read_few, true},
};

static enum err read_line(struct reading *r) {
    struct str word;
    r->word = 0;
    if (!bare(r, &word)) return mistake(r, "a line begins with a word");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (!str_is(word, lines[i].word)) continue;
        if (lines[i].in_entity && !r->entity)
            return mistake(r, "this stands inside an entity");
        TRY(lines[i].read(r));
        if (!more(r)) return OK;
        r->word++;
        return mistake(r, "nothing more was expected");
    }
    return mistake(r, "no such line");
}

enum err raw_read(struct raw *raw, const struct meta_source *source) {
    struct reading *r = NEW(raw->mem, struct reading);
    r->raw = raw;
    r->source = source;
    if (source->text.n > META_FILE_BYTES)
        return raw_mistake(raw, source->name, 0, "the file is too large", STR(""));
    struct str rest = source->text;
    const char *wrong;
    while (lex_next(&rest, &r->line, &wrong)) {
        if (wrong) return raw_mistake(raw, source->name, r->line.number, wrong, STR(""));
        TRY(read_line(r));
    }
    return OK;
}
