#include "modules/platform/view.h"

#include "entities.h"
#include "modules/platform/acting.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"

#define VIEW_SELECT                                                                 \
    "SELECT id, owner, name, \"filter\", sort, \"columns\", shared FROM saved_view" \
    " WHERE kind = ?1 AND (owner = ?2 OR shared = 'all'"                            \
    " OR (shared = 'team' AND team = ?3))"

static struct saved_view read_view(struct ctx *cx, struct rows *rows) {
    struct str texts[5];
    for (int i = 0; i < 5; i++)
        texts[i] = str_dup(cx->mem, rows_text(rows, i + 2));
    return (struct saved_view){rows_int(rows, 0), rows_int(rows, 1), texts[0], texts[1],
                               texts[2],          texts[3],          texts[4]};
}

enum err views_ask(struct ctx *cx, const struct entity *kind, struct rows *out) {
    return store_query(cx->db, SQL(VIEW_SELECT " ORDER BY name LIMIT ?4"),
                       BIND(v_text(kind->name), v_int(cx->actor->user),
                            v_int(cx->actor->team), v_int(VIEWS_OF_KIND)),
                       out);
}

enum err views_read(struct ctx *cx, struct rows *rows, struct saved_view **out,
                    int *out_count) {
    struct saved_view *views = NEWS(cx->mem, VIEWS_OF_KIND, struct saved_view);
    int count = 0;
    while (count < VIEWS_OF_KIND && rows_next(rows))
        views[count++] = read_view(cx, rows);
    *out = views;
    *out_count = count;
    return rows_done(rows);
}

enum err view_find(struct ctx *cx, const struct entity *kind, int64_t id,
                   struct saved_view *out) {
    struct rows rows;
    TRY(store_query(
        cx->db, SQL(VIEW_SELECT " AND id = ?4"),
        BIND(v_text(kind->name), v_int(cx->actor->user), v_int(cx->actor->team), v_int(id)),
        &rows));
    bool found = rows_next(&rows);
    if (found) *out = read_view(cx, &rows);
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

enum err view_save(struct ctx *cx, const struct entity *kind, struct saved_view *view) {
    const struct actor *own = cx->actor;
    struct actor raised = actor_raised(cx);
    struct record r = record_new(cx, entity_at(cx->catalog, "saved_view"));
    const struct {
        int field;
        struct str text;
    } texts[] = {{SAVED_VIEW_NAME, view->name},       {SAVED_VIEW_KIND, kind->name},
                 {SAVED_VIEW_FILTER, view->filter},   {SAVED_VIEW_SORT, view->sort},
                 {SAVED_VIEW_COLUMNS, view->columns}, {SAVED_VIEW_SHARED, view->sharing}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        TRY(field_parse(cx, r.entity->fields[texts[i].field], texts[i].text,
                        &r.values[texts[i].field]));
    cx->actor = &raised;
    enum err e = record_create(cx, &r);
    cx->actor = own;
    TRY(e);
    view->id = record_id(&r);
    view->owner = own->user;
    return OK;
}

enum err view_delete(struct ctx *cx, int64_t id) {
    const struct entity *e = entity_at(cx->catalog, "saved_view");
    const struct actor *own = cx->actor;
    struct actor raised = actor_raised(cx);
    struct record r;
    TRY(record_get_plain(cx, e, id, &r));
    if (!own->administrator && record_int(&r, FIELD_OWNER) != own->user) return ERR_ABSENT;
    cx->actor = &raised;
    enum err result = record_delete(cx, e, id);
    cx->actor = own;
    return result;
}
