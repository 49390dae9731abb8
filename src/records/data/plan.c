#include "records/data/plan.h"

#include "base/arena.h"
#include "base/buf.h"
#include "records/rules/rights.h"
#include "store/search.h"

struct str plan_sort_column(struct arena *mem, const struct field *f) {
    if (!f->type->sort_suffix) return f->name;
    return str_format(mem, "%.*s_%s", STR_ARG(f->name), f->type->sort_suffix);
}

/* ---- Table ---- */

static int derived_count(const struct field_type *type) {
    int n = 0;
    while (n < FIELD_DERIVED && type->derived[n].suffix)
        n++;
    return n;
}

static void plan_columns(struct arena *mem, const struct entity *e, struct table *t) {
    int room = 0;
    for (int i = 0; i < e->field_count; i++)
        room += 1 + derived_count(e->fields[i]->type);
    struct column *columns = NEWS(mem, (size_t)room, struct column);
    for (int i = 0; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        if (!field_present(f)) continue;
        bool key = f->at == FIELD_ID || f->at == FIELD_PARTY || f == e->time;
        columns[t->column_count++] = (struct column){f->name, f->type->column, key};
        for (const struct derived *d = f->type->derived;
             d < f->type->derived + FIELD_DERIVED; d++) {
            if (!d->suffix) break;
            struct str name = str_format(mem, "%.*s_%s", STR_ARG(f->name), d->suffix);
            columns[t->column_count++] = (struct column){name, d->kind, false};
        }
    }
    t->columns = columns;
}

static void plan_key(struct arena *mem, const struct entity *e, struct table *t) {
    struct str *key = NEWS(mem, 3, struct str);
    if (e->owned) key[t->key_count++] = STR("party");
    if (e->owned && e->time) key[t->key_count++] = e->time->name;
    key[t->key_count++] = STR("id");
    t->key = key;
    t->clustered = e->owned;
    /* What administrators keep is little, and is looked at with everything else. */
    if (!e->system && !e->few) t->spread = e->owned ? STR("party") : STR("id");
}

/* ---- Indexes ---- */

struct index_list {
    struct arena *mem;
    const struct entity *entity;
    struct index *indexes;
    int count;
};

/* A name too long for the database: its beginning, and a sum over the whole. */
static struct str short_name(struct arena *mem, struct str name) {
    enum { SUM_CHARS = 9 };
    if (name.n <= INDEX_NAME_CHARS) return name;
    struct str first = str_first(name, INDEX_NAME_CHARS - SUM_CHARS);
    return str_format(mem, "%.*s_%08x", STR_ARG(first), (unsigned)str_hash(name));
}

static void add_index(struct index_list *list, const struct str *columns, int count,
                      bool unique) {
    struct buf name = buf_in(list->mem, 0);
    buf_put(&name, list->entity->name);
    for (int i = 0; i < count; i++) {
        BUF_LIT(&name, "__");
        buf_put(&name, columns[i]);
    }
    if (unique) BUF_LIT(&name, "__unique");
    list->indexes[list->count++] =
        (struct index){short_name(list->mem, buf_str(&name)), columns, count, unique};
}

/* The field's sort column, then id: the order of a list and its pages. */
static void add_field_index(struct index_list *list, const struct field *f) {
    struct str *columns = NEWS(list->mem, 2, struct str);
    columns[0] = plan_sort_column(list->mem, f);
    columns[1] = STR("id");
    add_index(list, columns, 2, false);
}

static void add_composed(struct index_list *list, const struct index_fields *fields) {
    struct str *columns = NEWS(list->mem, (size_t)fields->count + 1, struct str);
    for (int i = 0; i < fields->count; i++)
        columns[i] = i + 1 < fields->count ? fields->fields[i]->name
                                           : plan_sort_column(list->mem, fields->fields[i]);
    columns[fields->count] = STR("id");
    add_index(list, columns, fields->count + 1, false);
}

/* Uniqueness over the whole table is only the database's where the table is not spread by
 * party; owned records are asked before they are written. */
static void add_unique(struct index_list *list, const struct field *f) {
    struct str *column = NEW(list->mem, struct str);
    *column = f->name;
    add_index(list, column, 1, !list->entity->owned);
}

static void plan_indexes(struct arena *mem, const struct entity *e, struct table *t) {
    size_t room = (size_t)e->field_count * 2 + (size_t)e->index_count + 1;
    struct index_list list = {
        .mem = mem, .entity = e, .indexes = NEWS(mem, room, struct index)};
    if (e->owned) {
        struct str *id = NEW(mem, struct str);
        *id = STR("id");
        add_index(&list, id, 1, false);
    }
    for (int i = 0; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        if (!field_present(f)) continue;
        if (f->unique) add_unique(&list, f);
        if (f->indexed || f == e->sort || f == e->time) add_field_index(&list, f);
    }
    for (int i = 0; i < e->index_count; i++)
        add_composed(&list, &e->indexes[i]);
    t->indexes = list.indexes;
    t->index_count = list.count;
}

/* ---- Statements ---- */

static void put_quoted(struct buf *b, struct str name) {
    buf_byte(b, '"');
    buf_put(b, name);
    buf_byte(b, '"');
}

static struct sql made(struct arena *mem, const struct buf *b) {
    return (struct sql){str_z(mem, buf_str(b))}; /* ok: only names from definitions */
}

static struct sql plan_insert(struct arena *mem, const struct table *t) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "INSERT INTO ");
    put_quoted(&b, t->name);
    for (int i = 0; i < t->column_count; i++) {
        buf_putz(&b, i ? ", " : " (");
        put_quoted(&b, t->columns[i].name);
    }
    for (int i = 0; i < t->column_count; i++)
        buf_format(&b, i ? ", ?%d" : ") VALUES (?%d", i + 1);
    BUF_LIT(&b, ")");
    return made(mem, &b);
}

struct selection selection_begin(struct arena *mem, const struct entity *e) {
    return (struct selection){.fields =
                                  NEWS(mem, (size_t)e->field_count, const struct field *)};
}

struct selection selection_brief(struct arena *mem, const struct entity *e) {
    struct selection s = selection_begin(mem, e);
    const struct selection *brief = &e->plan->brief;
    memcpy(s.fields, brief->fields, (size_t)brief->count * sizeof *s.fields);
    s.columns = brief->columns;
    s.count = brief->count;
    return s;
}

void selection_add(struct arena *mem, struct selection *s, const struct field *f) {
    if (!field_present(f)) return;
    for (int i = 0; i < s->count; i++)
        if (s->fields[i] == f) return;
    s->columns = str_format(mem, "%.*s%st.\"%.*s\"", STR_ARG(s->columns),
                            s->count ? ", " : "", STR_ARG(f->name));
    s->fields[s->count++] = f;
}

static const struct field *whose(const struct entity *e) {
    if (e->owned) return e->fields[FIELD_PARTY];
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        if (f->to && f->to != e && str_is(f->to->name, "party") && field_present(f))
            return f;
    }
    return NULL;
}

static void plan_selections(struct arena *mem, const struct entity *e, struct plan *p) {
    static const int always[] = {FIELD_ID, FIELD_PARTY, FIELD_OWNER, FIELD_TEAM};
    bool composed = e->rules /* of fields that only the rules know */
                    && (e->rules->title || e->rules->named);
    p->all = selection_begin(mem, e);
    p->brief = selection_begin(mem, e);
    p->whose = whose(e);
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        selection_add(mem, &p->brief, e->fields[always[i]]);
    if (p->whose) selection_add(mem, &p->brief, p->whose);
    if (rights_dealer(e)) selection_add(mem, &p->brief, rights_dealer(e));
    for (int i = 0; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        selection_add(mem, &p->all, f);
        if (composed || f->search || f == e->title) selection_add(mem, &p->brief, f);
    }
}

static struct sql plan_select(struct arena *mem, const struct plan *p,
                              const struct selection *what, const char *where) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "SELECT ");
    buf_put(&b, what->columns);
    BUF_LIT(&b, " FROM ");
    put_quoted(&b, p->table.name);
    BUF_LIT(&b, " t WHERE ");
    buf_putz(&b, where);
    return made(mem, &b);
}

static struct sql plan_remove(struct arena *mem, const struct entity *e) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "DELETE FROM ");
    put_quoted(&b, e->name);
    BUF_LIT(&b, " WHERE id = ?1");
    if (e->owned) BUF_LIT(&b, " AND party = ?2");
    return made(mem, &b);
}

static const struct plan *plan_make(struct arena *mem, const struct entity *e) {
    struct plan *p = NEW(mem, struct plan);
    p->table.name = e->name;
    plan_columns(mem, e, &p->table);
    plan_key(mem, e, &p->table);
    plan_indexes(mem, e, &p->table);
    plan_selections(mem, e, p);
    p->insert = (struct row_form){plan_insert(mem, &p->table), &p->table};
    p->select = plan_select(mem, p, &p->all, "t.id = ?1");
    p->select_owned = plan_select(mem, p, &p->all, "t.party = ?1 AND t.id = ?2");
    p->select_brief = plan_select(mem, p, &p->brief, "t.id = ?1");
    p->remove = plan_remove(mem, e);
    return p;
}

void plans_make(struct arena *mem, const struct catalog *c) {
    for (int i = 0; i < c->count; i++) {
        struct entity *e = (struct entity *)c->entities[i]; /* still being made */
        e->plan = plan_make(mem, e);
    }
}

/* ---- Schema ---- */

/* A table that is not there, while the one it was is: it was renamed. */
static enum err rename_table(struct writer *w, const struct entity *e) {
    if (!e->was.n) return OK;
    struct table old = {.name = e->was};
    bool has_old, has_new;
    int lacks;
    TRY(schema_lacks(writer_reader(w), &old, &has_old, &lacks));
    TRY(schema_lacks(writer_reader(w), &e->plan->table, &has_new, &lacks));
    return has_old && !has_new ? schema_rename_table(w, e->was, e->name) : OK;
}

static enum err rename_column(struct writer *w, const struct field *f) {
    struct column old = {f->was, f->type->column, false},
                  new = {f->name, f->type->column, false};
    struct table with_old = {.name = f->entity->name, .columns = &old, .column_count = 1};
    struct table with_new = {.name = f->entity->name, .columns = &new, .column_count = 1};
    bool there;
    int lacks_old, lacks_new;
    TRY(schema_lacks(writer_reader(w), &with_old, &there, &lacks_old));
    TRY(schema_lacks(writer_reader(w), &with_new, &there, &lacks_new));
    if (!there || lacks_old || !lacks_new) return OK;
    return schema_rename_column(w, f->entity->name, f->was, f->name);
}

static enum err plan_apply(struct writer *w, const struct entity *e) {
    TRY(rename_table(w, e));
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++)
        if (e->fields[i]->was.n) TRY(rename_column(w, e->fields[i]));
    TRY(schema_apply(w, &e->plan->table));
    return e->searched ? search_create(w, e->name) : OK;
}

enum err plans_apply(struct writer *w, const struct catalog *c) {
    for (int i = 0; i < c->count; i++)
        TRY(plan_apply(w, c->entities[i]));
    return OK;
}
