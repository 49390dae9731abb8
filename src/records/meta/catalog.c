#include "base/arena.h"
#include "records/meta/parse.h"
#include "records/meta/type.h"

/* The fields every record has, in the order of enum standard_field. */
static const struct {
    const char *name, *type, *to;
    struct label label;
} standard_fields[FIELD_STANDARD_COUNT] = {
    [FIELD_ID] = {"id", "identifier", NULL, {{STR_INIT("شناسه"), STR_INIT("Identifier")}}},
    [FIELD_PARTY] = {"party", "link", "party", {{STR_INIT("مشتری"), STR_INIT("Customer")}}},
    [FIELD_OWNER] = {"owner", "user", "user", {{STR_INIT("مسئول"), STR_INIT("Owner")}}},
    [FIELD_TEAM] = {"team", "team", "team", {{STR_INIT("تیم"), STR_INIT("Team")}}},
    [FIELD_EXTERNAL_ID] = {"external_id",
                           "text",
                           NULL,
                           {{STR_INIT("کد خارجی"), STR_INIT("External ID")}}},
    [FIELD_CREATED_AT] = {"created_at",
                          "date_time",
                          NULL,
                          {{STR_INIT("زمان ثبت"), STR_INIT("Created at")}}},
    [FIELD_CREATED_BY] = {"created_by",
                          "user",
                          "user",
                          {{STR_INIT("ثبت‌کننده"), STR_INIT("Created by")}}},
    [FIELD_CHANGED_AT] = {"changed_at",
                          "date_time",
                          NULL,
                          {{STR_INIT("زمان ویرایش"), STR_INIT("Changed at")}}},
    [FIELD_CHANGED_BY] = {"changed_by",
                          "user",
                          "user",
                          {{STR_INIT("ویرایش‌کننده"),
                            STR_INIT("Changed by")}}},
    [FIELD_VERSION] = {"version",
                       "integer",
                       NULL,
                       {{STR_INIT("نسخه"), STR_INIT("Version")}}},
};

enum { EXTERNAL_ID_LETTERS = 100 };

/* What joining needs at hand. */
struct joining {
    struct raw *raw;
    struct catalog *catalog;
    const struct meta_code *code;
};

static const struct choice_list *list_named(const struct catalog *c, struct str name) {
    for (int i = 0; i < c->list_count; i++)
        if (str_eq(c->lists[i]->name, name)) return c->lists[i];
    return NULL;
}

const struct entity *entity_named(const struct catalog *c, struct str name) {
    for (int i = 0; i < c->count; i++)
        if (str_eq(c->entities[i]->name, name)) return c->entities[i];
    return NULL;
}

const struct entity *entity_at(const struct catalog *c, const char *name) {
    const struct entity *e = entity_named(c, str_of(name));
    if (!e) __builtin_trap(); /* a bug: the program names a kind it does not bring */
    return e;
}

const struct field *field_named(const struct entity *e, struct str name) {
    for (int i = 0; i < e->field_count; i++)
        if (str_eq(e->fields[i]->name, name) && field_present(e->fields[i]))
            return e->fields[i];
    return NULL;
}

bool field_present(const struct field *f) {
    return f->at != FIELD_PARTY || f->entity->owned;
}

const struct choice *choice_of(const struct choice_list *list, struct str key) {
    for (int i = 0; i < list->count; i++)
        if (str_eq(list->choices[i].key, key)) return &list->choices[i];
    return NULL;
}

/* ---- Fields ---- */

static const struct field_type *type_named(const struct joining *j, struct str name) {
    for (const struct field_type *const *type = j->code->types; *type; type++)
        if (str_is(name, (*type)->name)) return *type;
    return NULL;
}

static struct field *standard_field(const struct joining *j, const struct entity *e,
                                    int at) {
    struct field *f = NEW(j->raw->mem, struct field);
    *f = (struct field){.name = str_of(standard_fields[at].name),
                        .label = standard_fields[at].label,
                        .type = type_named(j, str_of(standard_fields[at].type)),
                        .to_name = str_of(standard_fields[at].to),
                        .entity = e,
                        .at = at};
    f->read_only = at != FIELD_PARTY && at != FIELD_OWNER && at != FIELD_TEAM
                   && at != FIELD_EXTERNAL_ID;
    f->hidden = at == FIELD_VERSION || at == FIELD_ID;
    f->indexed = at == FIELD_OWNER || at == FIELD_CREATED_AT;
    f->required = at == FIELD_PARTY;
    if (at == FIELD_EXTERNAL_ID) {
        f->unique = f->has_max = true;
        f->max = EXTERNAL_ID_LETTERS;
    }
    return f;
}

static enum err join_field(struct joining *j, struct raw_field *raw) {
    struct field *f = &raw->field;
    f->type = type_named(j, raw->type_name);
    if (!f->type)
        return raw_mistake(j->raw, raw->file, raw->line, "no such type of field",
                           raw->type_name);
    if (f->type->of_needed && !f->of_name.n)
        return raw_mistake(j->raw, raw->file, raw->line, "`of` and a list is missing",
                           f->name);
    if (f->of_name.n && !(f->choices = list_named(j->catalog, f->of_name)))
        return raw_mistake(j->raw, raw->file, raw->line, "no such list of choices",
                           f->of_name);
    if (!f->to_name.n && f->type->to) f->to_name = str_of(f->type->to);
    if (f->type->to_needed && !f->to_name.n)
        return raw_mistake(j->raw, raw->file, raw->line, "`to` and an entity is missing",
                           f->name);
    return OK;
}

static enum err join_when(struct joining *j, const struct entity *e,
                          struct raw_field *raw) {
    struct field *f = &raw->field;
    if (!f->when_name.n) return OK;
    f->when = field_named(e, f->when_name);
    if (f->when && f->when->choices && choice_of(f->when->choices, f->when_key)) return OK;
    return raw_mistake(j->raw, raw->file, raw->line,
                       "`when` names a field above it and one of its choices", f->name);
}

static enum err join_fields(struct joining *j, struct raw_entity *raw) {
    struct entity *e = &raw->entity;
    int count = FIELD_STANDARD_COUNT;
    for (struct raw_field *f = raw->fields; f; f = f->next)
        count++;
    if (count > META_FIELDS)
        return raw_mistake(j->raw, raw->file, raw->line, "too many fields", e->name);
    const struct field **fields = NEWS(j->raw->mem, (size_t)count, const struct field *);
    for (int i = 0; i < FIELD_STANDARD_COUNT; i++)
        fields[i] = standard_field(j, e, i);
    e->fields = fields;
    e->field_count = FIELD_STANDARD_COUNT;
    for (struct raw_field *f = raw->fields; f; f = f->next) {
        if (field_named(e, f->field.name))
            return raw_mistake(j->raw, f->file, f->line, "there is such a field already",
                               f->field.name);
        TRY(join_field(j, f));
        TRY(join_when(j, e, f));
        f->field.entity = e;
        f->field.at = e->field_count;
        e->searched |= f->field.search;
        fields[e->field_count++] = &f->field;
    }
    return OK;
}

/* ---- Entity ---- */

static enum err join_one(struct joining *j, struct raw_entity *raw, struct str name,
                         const struct field **out) {
    *out = NULL;
    if (!name.n) return OK;
    *out = field_named(&raw->entity, name);
    return *out ? OK : raw_mistake(j->raw, raw->file, raw->line, "no such field", name);
}

static enum err join_names(struct joining *j, struct raw_entity *raw,
                           const struct names *names, const struct field ***out,
                           int *out_count) {
    *out = NEWS(j->raw->mem, (size_t)(names->count + raw->entity.field_count),
                const struct field *);
    for (int i = 0; i < names->count; i++)
        TRY(join_one(j, raw, names->at[i], &(*out)[i]));
    *out_count = names->count;
    return OK;
}

static void add_listed(struct entity *e) {
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++)
        if (e->fields[i]->listed) e->list[e->list_count++] = e->fields[i];
}

static bool same_label(const struct label *a, const struct label *b) {
    return str_eq(a->in[0], b->in[0]) && str_eq(a->in[1], b->in[1]);
}

/* Consecutive fields under one heading make a section. */
static void join_form(struct arena *mem, struct raw_entity *raw) {
    struct entity *e = &raw->entity;
    struct form_section *sections = NEWS(mem, (size_t)e->field_count, struct form_section);
    struct form_section *now = NULL;
    for (struct raw_field *f = raw->fields; f; f = f->next) {
        if (f->field.hidden) continue;
        for (now = sections; now < sections + e->form_count; now++)
            if (same_label(&now->label, &f->section)) break;
        if (now == sections + e->form_count) {
            e->form_count++;
            now->label = f->section;
            now->fields = NEWS(mem, (size_t)e->field_count, const struct field *);
        }
        now->fields[now->count++] = &f->field;
    }
    e->form = sections;
}

static enum err join_indexes(struct joining *j, struct raw_entity *raw) {
    struct index_fields *indexes =
        NEWS(j->raw->mem, (size_t)raw->index_count, struct index_fields);
    for (int i = 0; i < raw->index_count; i++)
        TRY(join_names(j, raw, &raw->indexes[i], &indexes[i].fields, &indexes[i].count));
    raw->entity.indexes = indexes;
    raw->entity.index_count = raw->index_count;
    return OK;
}

/* A field, then some of its choices. */
static enum err join_first(struct joining *j, struct raw_entity *raw) {
    struct entity *e = &raw->entity;
    if (!raw->first.count) return OK;
    TRY(join_one(j, raw, raw->first.at[0], &e->first));
    e->first_keys = raw->first.at + 1;
    e->first_count = raw->first.count - 1;
    return OK;
}

static enum err join_rules(struct joining *j, struct raw_entity *raw) {
    if (!raw->rules.n || !j->code->rules) return OK;
    for (const struct entity_rules *const *r = j->code->rules; *r; r++)
        if (str_is(raw->rules, (*r)->name)) raw->entity.rules = *r;
    return raw->entity.rules ? OK
                             : raw_mistake(j->raw, raw->file, raw->line,
                                           "no rules of this name in C", raw->rules);
}

static void join_followers(struct joining *j, struct raw_entity *raw) {
    const struct follower *const *all = j->code->followers;
    int count = 0, n = 0;
    while (all && all[count])
        count++;
    const struct follower **own =
        NEWS(j->raw->mem, (size_t)count + 1, const struct follower *);
    for (int i = 0; i < count; i++)
        if (str_is(raw->entity.name, all[i]->entity)) own[n++] = all[i];
    raw->entity.followers = own;
}

static enum err join_table(struct joining *j, struct raw_entity *raw) {
    for (int i = 0; i < j->code->table_count; i++)
        if (str_eq(raw->entity.name, j->code->tables[i]))
            return raw_mistake(j->raw, raw->file, raw->line,
                               "the program has a table of its own of this name",
                               raw->entity.name);
    return OK;
}

static enum err join_entity(struct joining *j, struct raw_entity *raw) {
    struct entity *e = &raw->entity;
    TRY(join_table(j, raw));
    TRY(join_fields(j, raw));
    TRY(join_one(j, raw, raw->title, &e->title));
    if (!e->title)
        return raw_mistake(j->raw, raw->file, raw->line, "`title` is missing", e->name);
    TRY(join_one(j, raw, raw->time, &e->time));
    TRY(join_one(j, raw, raw->sort, &e->sort));
    TRY(join_first(j, raw));
    TRY(join_one(j, raw, raw->opens, &e->opens));
    TRY(join_one(j, raw, raw->opens_to, &e->opens_to));
    TRY(join_one(j, raw, raw->board, &e->board));
    TRY(join_one(j, raw, raw->board_within, &e->board_within));
    TRY(join_one(j, raw, raw->board_weight, &e->board_weight));
    TRY(join_names(j, raw, &raw->list, &e->list, &e->list_count));
    TRY(join_names(j, raw, &raw->card, &e->card, &e->card_count));
    TRY(join_indexes(j, raw));
    TRY(join_rules(j, raw));
    join_followers(j, raw);
    add_listed(e);
    join_form(j->raw->mem, raw);
    return raw_judge(j->raw, raw);
}

static enum err join_link(struct joining *j, struct raw_entity *raw, struct str name,
                          const struct entity **out) {
    if (!name.n) return OK;
    *out = entity_named(j->catalog, name);
    if (*out) return OK;
    return raw_mistake(j->raw, raw->file, raw->line, "a link to no such entity", name);
}

/* Links point to entities; this needs all of them. */
static enum err join_links(struct joining *j, struct raw_entity *raw) {
    for (int i = 0; i < raw->entity.field_count; i++) {
        struct field *f = (struct field *)raw->entity.fields[i]; /* still being made */
        if (!field_present(f)) continue;
        TRY(join_link(j, raw, f->to_name, &f->to));
        TRY(join_link(j, raw, f->like_name, &f->like));
    }
    return OK;
}

/* The columns of a board by links are told apart by a link of the same name. */
static enum err join_board(struct joining *j, struct raw_entity *raw) {
    struct entity *e = &raw->entity;
    if (!e->board_within) return OK;
    if (e->board->to) e->board_there = field_named(e->board->to, e->board_within->name);
    bool joined =
        e->board_there && e->board_there->to && e->board_there->to == e->board_within->to;
    return joined ? OK
                  : raw_mistake(j->raw, raw->file, raw->line,
                                "`within` names a link that the columns have too",
                                e->board_within->name);
}

/* A kind that lets people into another: both belong to the same party, who is seen too. */
static enum err join_opens(struct joining *j, struct raw_entity *raw) {
    struct entity *e = &raw->entity;
    if (!e->opens) return OK;
    struct entity *to = (struct entity *)e->opens->to; /* still being made */
    struct entity *party =
        (struct entity *)entity_named(j->catalog, STR("party")); /* the same */
    if (!to || !party || !e->owned || !to->owned || !e->opens_to->to
        || !str_is(e->opens_to->to->name, "user"))
        return raw_mistake(j->raw, raw->file, raw->line,
                           "`opens` names a link to a kind owned by party, and a user",
                           e->name);
    to->opened_by = party->opened_by = e;
    return OK;
}

static void collect(struct joining *j) {
    struct raw *raw = j->raw;
    struct catalog *c = j->catalog;
    c->entities = NEWS(raw->mem, (size_t)raw->entity_count, const struct entity *);
    c->lists = NEWS(raw->mem, (size_t)raw->list_count, const struct choice_list *);
    for (struct raw_list *l = raw->lists; l; l = l->next)
        c->lists[c->list_count++] = &l->list;
    for (struct raw_entity *e = raw->entities; e; e = e->next) {
        e->entity.at = c->count;
        c->entities[c->count++] = &e->entity;
    }
}

static enum err join_all(struct joining *j) {
    collect(j);
    for (struct raw_entity *e = j->raw->entities; e; e = e->next)
        TRY(join_entity(j, e));
    for (struct raw_entity *e = j->raw->entities; e; e = e->next)
        TRY(join_links(j, e));
    for (struct raw_entity *e = j->raw->entities; e; e = e->next)
        TRY(join_board(j, e));
    for (struct raw_entity *e = j->raw->entities; e; e = e->next)
        TRY(join_opens(j, e));
    return OK;
}

/* Rules in C that no definition names would never run. */
static enum err judge_rules(struct joining *j) {
    const struct entity_rules *const *r = j->code->rules;
    for (; r && *r; r++) {
        struct raw_entity *e = j->raw->entities;
        while (e && !str_is(e->rules, (*r)->name))
            e = e->next;
        if (!e)
            return raw_mistake(j->raw, "C", 0, "no entity has the rules",
                               str_of((*r)->name));
    }
    return OK;
}

static enum err judge_followers(struct joining *j) {
    const struct follower *const *f = j->code->followers;
    for (; f && *f; f++) {
        struct raw_entity *e = j->raw->entities;
        while (e && !str_is(e->entity.name, (*f)->entity))
            e = e->next;
        if (!e)
            return raw_mistake(j->raw, "C", 0, "no entity to follow", str_of((*f)->entity));
    }
    return OK;
}

enum err catalog_make(struct arena *mem, const struct meta_source *sources, int count,
                      const struct meta_code *code, const struct catalog **out_catalog,
                      struct str *out_message) {
    struct raw *raw = NEW(mem, struct raw);
    raw_init(raw, mem);
    struct joining j = {.raw = raw, .catalog = NEW(mem, struct catalog), .code = code};
    j.catalog->links = code->links;
    enum err e = OK;
    for (int i = 0; i < count && e == OK; i++)
        e = raw_read(raw, &sources[i]);
    if (e == OK) e = judge_rules(&j);
    if (e == OK) e = judge_followers(&j);
    if (e == OK) e = join_all(&j);
    *out_message = raw->message;
    if (e == OK) *out_catalog = j.catalog;
    return e;
}
