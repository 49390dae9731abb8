/* judge.c - what a kind of record must be beyond what its lines say one by one. */
#include "records/meta/parse.h"
#include "records/meta/type.h"

enum { ENTITY_COLUMNS = 1900 }; /* SQLite takes 2000, PostgreSQL fewer wide ones */

static bool is_reserved(const struct entity *e, struct str *out_word) {
    static const char *const beginnings[] = {"search_", "sqlite_", "pg_"};
    *out_word = e->name;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (str_starts(e->name, str_of(beginnings[i]))) return true;
    return false;
}

static bool owns_itself(const struct entity *e, struct str *out_word) {
    *out_word = e->name;
    return e->owned && str_is(e->name, "party");
}

/* Owned records lie in the order of their time: each must have one. */
static bool lacks_time(const struct entity *e, struct str *out_word) {
    if (!e->time) return false;
    *out_word = e->time->name;
    return !str_is(str_of(e->time->type->name), "date_time")
           || (e->owned && !e->time->required && !e->time->read_only);
}

static bool sorts_badly(const struct entity *e, struct str *out_word) {
    if (!e->sort) return false;
    *out_word = e->sort->name;
    return !e->sort->type->sortable;
}

static bool begins_badly(const struct entity *e, struct str *out_word) {
    if (!e->first) return false;
    *out_word = e->first->name;
    bool bad =
        !e->sort || !e->first_count || !e->first->choices || !(e->first->type->ops & OP_EQ);
    for (int i = 0; !bad && i < e->first_count; i++) {
        *out_word = e->first_keys[i];
        bad = !choice_of(e->first->choices, e->first_keys[i]);
    }
    return bad;
}

static bool boards_badly(const struct entity *e, struct str *out_word) {
    if (!e->board) return false;
    *out_word = e->board->name;
    bool columns = e->board->choices || e->board->to_name.n;
    return !columns || !(e->board->type->ops & OP_EQ);
}

/* What is weighed stays a total (data/total.h). */
static bool weighs_badly(const struct entity *e, struct str *out_word) {
    enum { MOST = 100, SCALE_MOST = 4 };
    const struct field *f = e->board_weight;
    if (!f) return false;
    *out_word = f->name;
    bool percent = str_is(str_of(f->type->name), "percent") && f->scale <= SCALE_MOST;
    return !percent || !f->has_min || !f->has_max || f->min < 0 || f->max > MOST;
}

static bool has_field(const struct entity *e, struct str name, struct str suffix) {
    for (int i = 0; i < e->field_count; i++) {
        struct str other = e->fields[i]->name;
        if (other.n == name.n + 1 + suffix.n && str_starts(other, name)
            && other.p[name.n] == '_' && str_ends(other, suffix))
            return true;
    }
    return false;
}

static bool shares_column(const struct entity *e, struct str *out_word) {
    for (int i = 0; i < e->field_count; i++)
        for (const struct derived *d = e->fields[i]->type->derived;
             d < e->fields[i]->type->derived + FIELD_DERIVED && d->suffix; d++) {
            *out_word = e->fields[i]->name;
            if (has_field(e, e->fields[i]->name, str_of(d->suffix))) return true;
        }
    return false;
}

static bool is_too_wide(const struct entity *e, struct str *out_word) {
    int columns = e->field_count;
    for (int i = 0; i < e->field_count; i++)
        for (int d = 0; d < FIELD_DERIVED && e->fields[i]->type->derived[d].suffix; d++)
            columns++;
    *out_word = e->name;
    return columns > ENTITY_COLUMNS;
}

static const struct {
    const char *what;
    bool (*wrong)(const struct entity *e, struct str *out_word);
} rules[] = {
    {"the program keeps names that begin like this", is_reserved},
    {"a party is not owned by a party", owns_itself},
    {"`time` names a field of type date_time, required where it is owned", lacks_time},
    {"`sort` names a field that can be sorted by", sorts_badly},
    {"`first` follows a `sort`, and names a field with one choice and some of its choices",
     begins_badly},
    {"`board` names a field with one choice, or a link", boards_badly},
    {"`weigh` names a percent of min 0 and max 100", weighs_badly},
    {"another field has the name of a column kept beside this one", shares_column},
    {"too many fields", is_too_wide},
};

enum err raw_judge(struct raw *raw, const struct raw_entity *e) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct str word;
        if (rules[i].wrong(&e->entity, &word))
            return raw_mistake(raw, e->file, e->line, rules[i].what, word);
    }
    return OK;
}
