#include "api/records.h"

#include "api/body.h"
#include "api/problem.h"
#include "api/shape.h"
#include "api/write.h"
#include "http/form.h"
#include "http/reply.h"
#include "modules/people/merge.h"
#include "records/data/list.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"

/* ---- One record ---- */

static struct str version_text(struct ctx *cx, const struct record *r) {
    return str_format(cx->mem, "%lld", (long long)record_int(r, FIELD_VERSION));
}

static enum err send_body(struct page *p, const struct shape *s, const struct record *r) {
    struct buf b = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&b);
    TRY(shape_look(p, s, r));
    shape_write(&w, p->cx, s, r);
    return reply_json(p, &b);
}

/* Titles of links change without the record's version, so `expand` has no tag. */
static enum err send_record(struct page *p, const struct shape *s, const struct record *r) {
    reply_cache(p, CACHE_ASK);
    if (!s->link_count && reply_etag(p, version_text(p->cx, r))) return OK;
    return send_body(p, s, r);
}

/* What was just written, and where it stands. */
static enum err send_written(struct page *p, const struct shape *s, const struct record *r,
                             bool new) {
    struct str name = r->entity->name;
    struct str etag = str_format(p->cx->mem, "\"%.*s\"", STR_ARG(version_text(p->cx, r)));
    reply_header(p, "ETag", etag);
    if (new) {
        reply_header(p, "Location",
                     str_format(p->cx->mem, "/api/v1/%.*s/%s", STR_ARG(name),
                                id_text(record_id(r)).z));
        reply_status(p, 201);
    }
    return send_body(p, s, r);
}

/* Whether If-Match, if it is there, names the stored version. */
static bool still_matches(const struct page *p, const struct record *r) {
    struct str rest = request_header(p->request, "if-match"), one;
    struct str etag = str_format(p->cx->mem, "\"%.*s\"", STR_ARG(version_text(p->cx, r)));
    if (!rest.n) return true;
    while (str_cut(&rest, ',', &one)) {
        one = str_trim(one);
        if (str_is(one, "*") || str_eq(one, etag)) return true;
    }
    return false;
}

/* The parameters of every answer that is one record. False: the reply refuses them. */
static bool read_shape(struct page *p, struct shape *out) {
    struct params params = params_begin(p);
    *out = shape_read(&params, p->entity);
    return params_end(&params);
}

/* Who was merged into another is found there for good. */
static enum err send_kept(struct page *p) {
    struct record kept;
    int64_t now;
    if (!str_is(p->entity->name, "party")) return ERR_ABSENT;
    TRY(party_now(p->cx, p->id, &now));
    TRY(record_get(p->cx, p->entity, now, &kept));
    reply_header(p, "Location",
                 str_format(p->cx->mem, "/api/v1/party/%s%s%.*s", id_text(now).z,
                            p->request->query.n ? "?" : "", STR_ARG(p->request->query)));
    return reply_empty(p, 308);
}

enum err api_read(struct page *p) {
    struct shape shape;
    struct record r;
    if (!read_shape(p, &shape)) return OK;
    enum err e = record_get(p->cx, p->entity, p->id, &r);
    if (e == ERR_ABSENT) return send_kept(p);
    TRY(e);
    return send_record(p, &shape, &r);
}

enum err api_read_external(struct page *p) {
    struct shape shape;
    struct record r;
    if (!read_shape(p, &shape)) return OK;
    TRY(find_external(p->cx, p->entity, p->rest, &r));
    return send_record(p, &shape, &r);
}

enum err api_create(struct page *p) {
    const struct json *body;
    struct shape shape;
    struct record r;
    if (!read_shape(p, &shape) || !body_read(p, &body)) return OK;
    TRY(write_create(p->cx, p->entity, body, &r));
    return send_written(p, &shape, &r, true);
}

enum err api_update(struct page *p) {
    const struct json *body;
    struct shape shape;
    struct record r;
    if (!read_shape(p, &shape) || !body_read(p, &body)) return OK;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    if (!still_matches(p, &r)) return api_problem(p, PROBLEM_STALE);
    TRY(write_change(p->cx, body, &r));
    return send_written(p, &shape, &r, false);
}

enum err api_upsert(struct page *p) {
    const struct json *body;
    struct shape shape;
    struct record r;
    bool new;
    if (!read_shape(p, &shape) || !body_read(p, &body)) return OK;
    TRY(write_upsert(p->cx, p->entity, p->rest, body, &r, &new));
    return send_written(p, &shape, &r, new);
}

enum err api_delete(struct page *p) {
    struct params params = params_begin(p);
    struct record r;
    if (!params_end(&params)) return OK;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    if (!still_matches(p, &r)) return api_problem(p, PROBLEM_STALE);
    TRY(record_delete(p->cx, p->entity, p->id));
    return reply_empty(p, 204);
}

/* ---- A list ---- */

enum count { COUNT_NONE, COUNT_CAPPED, COUNT_EXACT };

/* A million records take as long as a thousand pages. */
bool api_list_counts_all(const struct request *r) {
    return query_says(r->query, "count", "exact");
}

static enum count read_count(struct params *params) {
    struct str text = param_text(params, "count");
    if (str_is(text, "capped")) return COUNT_CAPPED;
    if (str_is(text, "exact")) return COUNT_EXACT;
    if (text.n) param_wrong(params, "count", MSG_API_QUERY_COUNT, text);
    return COUNT_NONE;
}

/* "name" or "-name". */
static void read_sort(struct params *params, struct list_query *list) {
    struct str text = param_text(params, "sort");
    if (!text.n) return;
    list->descending = text.p[0] == '-';
    list->sort = field_named(list->entity, str_from(text, list->descending));
    bool sorts = list->sort && api_shows(list->sort) && list->sort->type->sortable;
    if (!sorts) param_wrong(params, "sort", MSG_API_QUERY_SORT, text);
}

/* A filter's mistakes are about the parameter, not about a field of the record, and told at the end. */
static enum err read_filter(struct params *params, struct list_query *list) {
    struct ctx *cx = params->page->cx;
    struct str text = param_text(params, "filter");
    struct problem *before = cx->last_problem;
    if (!text.n) return OK;
    enum err e = filter_parse(cx, list->entity, text, &list->filter);
    struct problem *one = before ? before->next : cx->problems;
    for (; one; one = one->next)
        one->field = STR("filter");
    return e == ERR_INVALID ? OK : e;
}

static enum err read_list(struct params *params, struct list_query *out) {
    *out = (struct list_query){.entity = params->page->entity, .action = ACT_READ};
    TRY(read_filter(params, out));
    read_sort(params, out);
    out->search = param_text(params, "search");
    out->cursor = param_text(params, "cursor");
    out->limit = (int)param_int(params, "limit", 1, LIST_PAGE_MOST, LIST_PAGE);
    return OK;
}

static enum err write_count(struct json_writer *w, struct ctx *cx,
                            const struct list_query *list, enum count how) {
    int64_t count = 0, cap = how == COUNT_CAPPED ? LIST_COUNT_CAP : 0;
    if (how == COUNT_NONE) return OK;
    TRY(list_count(cx, list, cap, &count));
    bool capped = cap && count > cap;
    json_name(w, "count"), json_write_int(w, capped ? cap : count);
    json_name(w, "count_capped"), json_write_bool(w, capped);
    return OK;
}

static void write_page(struct json_writer *w, struct ctx *cx, const struct shape *shape,
                       const struct record_list *page) {
    json_name(w, "data");
    json_begin_array(w);
    for (int i = 0; i < page->count; i++)
        shape_write(w, cx, shape, &page->records[i]);
    json_end_array(w);
    json_name(w, "next");
    if (page->next.n)
        json_write_str(w, page->next);
    else
        json_write_null(w);
}

/* The fields that are written, and those whose links are. */
static struct selection selected(struct ctx *cx, const struct entity *e,
                                 const struct shape *shape) {
    struct selection s = selection_begin(cx->mem, e);
    for (int i = 0; i < shape->count; i++)
        selection_add(cx->mem, &s, shape->fields[i]);
    for (int i = 0; i < shape->link_count; i++)
        selection_add(cx->mem, &s, shape->links[i]);
    return s;
}

enum err api_list(struct page *p) {
    struct params params = params_begin(p);
    struct list_query list;
    TRY(read_list(&params, &list));
    struct shape shape = shape_read(&params, p->entity);
    enum count how = read_count(&params);
    struct record_list page;
    if (!params_end(&params)) return OK;
    struct selection selection = selected(p->cx, p->entity, &shape);
    list.selection = &selection;
    enum err e = list_page(p->cx, &list, &page);
    if (e == ERR_INVALID) return api_problem(p, PROBLEM_QUERY); /* a broken cursor */
    TRY(e);
    TRY(titles_of_records(p->cx, shape.links, shape.link_count, page.records, page.count));
    TRY(shape_look_many(p, &shape, page.records, page.count));
    struct buf b = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    write_page(&w, p->cx, &shape, &page);
    TRY(write_count(&w, p->cx, &list, how));
    json_end_object(&w);
    return reply_json(p, &b);
}
