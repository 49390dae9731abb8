/* rights.c - how far a role reaches: kinds of record by actions, in one form. */
#include "records/rules/rights.h"
#include "records/data/record.h"

#include "entities.h"
#include "modules/platform/platform.h"
#include "web/pages/platform/parts.h"
#include "web/pages/platform/rights.html.h"
#include "web/shell.h"

static enum err role_of(struct page *p, struct record *out) {
    return record_get(p->cx, entity_at(p->cx->catalog, "role"), p->id, out);
}

/* The scopes in force, laid out as an actor's. */
static enum err read_scopes(struct page *p, unsigned char **out) {
    const struct catalog *c = p->cx->catalog;
    unsigned char *scopes = NEWS(p->cx->mem, (size_t)c->count * ACT_COUNT, unsigned char);
    struct rows rows;
    TRY(store_query(p->cx->db,
                    SQL("SELECT entity, action, scope FROM role_right WHERE role = ?1"),
                    BIND(v_int(p->id)), &rows));
    while (rows_next(&rows)) {
        const struct entity *e = entity_named(c, rows_text(&rows, 0));
        int64_t action = rows_int(&rows, 1);
        if (e && action >= 0 && action < ACT_COUNT)
            scopes[e->at * ACT_COUNT + action] = (unsigned char)rows_int(&rows, 2);
    }
    *out = scopes;
    return rows_done(&rows);
}

enum err rights_get(struct page *p) {
    struct record role;
    unsigned char *scopes;
    TRY(role_of(p, &role));
    TRY(read_scopes(p, &scopes));
    struct buf content = page_buf(p);
    rights_page(&content, p->cx, &role, scopes, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_RIGHTS), &content);
}

/* ---- Saving ---- */

/* What the form says about one kind and action; the present scope where it says nothing. */
static enum scope sent_scope(struct page *p, const struct entity *e, int action,
                             enum scope present) {
    struct str name = str_format(p->cx->mem, "%.*s.%d", STR_ARG(e->name), action);
    int64_t scope;
    if (!str_int(form_named(&p->form, name), &scope)) return present;
    return scope >= SCOPE_NONE && scope <= SCOPE_ALL ? (enum scope)scope : present;
}

static enum err save_kind(struct page *p, const struct entity *e,
                          const unsigned char *scopes) {
    for (int action = 0; action < ACT_COUNT; action++) {
        enum scope present = (enum scope)scopes[e->at * ACT_COUNT + action];
        enum scope sent = sent_scope(p, e, action, present);
        if (sent != present)
            TRY(role_set_scope(p->cx, p->id, e, (enum action)action, sent));
    }
    return OK;
}

enum err rights_post(struct page *p) {
    struct record role;
    unsigned char *scopes;
    TRY(role_of(p, &role));
    TRY(read_scopes(p, &scopes));
    for (int i = 0; i < p->cx->catalog->count; i++) {
        const struct entity *e = p->cx->catalog->entities[i];
        if (!e->system) TRY(save_kind(p, e, scopes));
    }
    page_flash(p, MSG_FLASH_SAVED);
    return reply_redirect(p, str_format(p->cx->mem, "/role/%s/rights", id_text(p->id).z));
}
