#include "api/write.h"

#include "api/body.h"
#include "records/fields/field_type.h"
#include "store/query.h"

static enum err create(struct ctx *cx, const struct entity *e, struct value external,
                       const struct json *values, struct record *out) {
    struct record r = record_new(cx, e);
    r.values[FIELD_EXTERNAL_ID] = external;
    enum err taken = record_take(cx, values, &r);
    if (taken != OK && taken != ERR_INVALID) return taken;
    TRY(record_create(cx, &r)); /* after mistakes too: it finds what else is missing */
    *out = r;
    return OK;
}

enum err write_create(struct ctx *cx, const struct entity *e, const struct json *values,
                      struct record *out) {
    return create(cx, e, v_null(), values, out);
}

enum err write_change(struct ctx *cx, const struct json *values, struct record *r) {
    TRY(record_take(cx, values, r));
    return record_change(cx, r, NULL);
}

/* ---- By external id ---- */

static enum err external_value(struct ctx *cx, const struct entity *e, struct str typed,
                               struct value *out) {
    const struct field *f = e->fields[FIELD_EXTERNAL_ID];
    TRY(field_parse(cx, f, typed, out));
    return out->kind == V_NULL ? problem(cx, f, MSG_FIELD_NEEDED) : OK;
}

static enum err find_value(struct ctx *cx, const struct entity *e, struct value external,
                           struct record *out) {
    struct query q = query_in(cx->mem);
    int64_t id;
    query_add(&q, SQL("SELECT id FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" WHERE external_id = "));
    query_bind(&q, external);
    TRY(query_int(cx->db, &q, &id));
    return record_get(cx, e, id, out);
}

enum err find_external(struct ctx *cx, const struct entity *e, struct str external_id,
                       struct record *out) {
    struct value external;
    TRY(external_value(cx, e, external_id, &external));
    return find_value(cx, e, external, out);
}

enum err write_upsert(struct ctx *cx, const struct entity *e, struct str external_id,
                      const struct json *values, struct record *out, bool *out_new) {
    struct value external;
    struct record r;
    TRY(external_value(cx, e, external_id, &external));
    if (json_get(values, "external_id")) /* the address says it already */
        return problem(cx, e->fields[FIELD_EXTERNAL_ID], MSG_API_READ_ONLY);
    enum err found = find_value(cx, e, external, &r);
    *out_new = found == ERR_ABSENT;
    if (*out_new) return create(cx, e, external, values, out);
    TRY(found);
    TRY(write_change(cx, values, &r));
    *out = r;
    return OK;
}
