#include "modules/requests/visit.h"

#include "entities.h"
#include "modules/requests/live.h"
#include "modules/requests/rate.h"
#include "persian/clean.h"

/* ---- What may be kept ---- */

static bool is_name(struct str id) {
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        if (!good) return false;
    }
    return id.n == VISIT_CHARS;
}

static bool is_address(struct str s) {
    return str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
}

/* What stands behind "?" and "#" may be personal, and is not kept. */
static struct str address(struct ctx *cx, struct str said) {
    struct str rest = utf8_first(fa_clean_line(cx->mem, said), VISIT_LETTERS), kept;
    if (!is_address(rest)) return STR("");
    str_cut(&rest, '#', &kept);
    rest = kept;
    str_cut(&rest, '?', &kept);
    return kept;
}

static struct str word(struct ctx *cx, struct str said) {
    return utf8_first(fa_clean_line(cx->mem, said), VISIT_WORD);
}

/* ---- What the script says ---- */

static enum err has_room(struct ctx *cx, struct str key, struct str network, bool *out) {
    struct str from = str_join(cx->mem, STR("visits:"), network);
    int64_t of_address = 0, of_all = 0;
    *out = false;
    TRY(rate_kept(cx, key, from, &of_address));
    TRY(rate_kept(cx, key, STR("visits"), &of_all));
    if (of_address >= VISIT_MOST || of_all >= VISIT_MOST_ALL) return OK;
    TRY(rate_count(cx, key, from));
    TRY(rate_count(cx, key, STR("visits")));
    *out = true;
    return OK;
}

static enum err add_page(struct ctx *cx, const struct visit *v, struct str title) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO visit_page (visit, at, page, title)"
            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (visit, at) DO NOTHING"),
        BIND(v_text(v->id), v_int(cx->now_ms), v_text(v->page), v_text(word(cx, title))));
}

static enum err begin(struct ctx *cx, struct str key, struct str network,
                      const struct visit *v, struct str title) {
    bool room;
    TRY(has_room(cx, key, network, &room));
    if (!room) return OK;
    TRY(store_exec(
        cx->writer,
        SQL("INSERT INTO visit (id, started_at, seen_at, page, referrer, source, medium,"
            " campaign, pages, request) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, 1, 0)"),
        BIND(v_text(v->id), v_int(cx->now_ms), v_text(v->page), v_text(v->referrer),
             v_text(v->source), v_text(v->medium), v_text(v->campaign))));
    return add_page(cx, v, title);
}

static enum err request_of(struct ctx *cx, struct str id, int64_t *out) {
    return store_int(cx->db, SQL("SELECT request FROM visit WHERE id = ?1"),
                     BIND(v_text(id)), out);
}

static enum err go_on(struct ctx *cx, const struct visit *old, const struct visit *v,
                      struct str title) {
    bool moved = !str_eq(old->page, v->page) && old->pages < VISIT_PAGES;
    bool was_away = !visit_here(cx, old);
    int64_t request = 0;
    if (!moved && cx->now_ms - old->seen_ms < VISIT_REST_MS) return OK;
    TRY(store_exec(cx->writer,
                   SQL("UPDATE visit SET seen_at = ?2, page = ?3, pages = pages + ?4"
                       " WHERE id = ?1"),
                   BIND(v_text(v->id), v_int(cx->now_ms),
                        v_text(moved ? v->page : old->page), v_int(moved))));
    if (moved) TRY(add_page(cx, v, title));
    TRY(request_of(cx, v->id, &request));
    return request && (moved || was_away) ? live_touch(cx, request) : OK;
}

enum err visit_note(struct ctx *cx, struct str key, struct str network,
                    const struct visit *said, struct str title) {
    struct visit old, v = {.id = said->id,
                           .page = address(cx, said->page),
                           .referrer = address(cx, said->referrer),
                           .source = word(cx, said->source),
                           .medium = word(cx, said->medium),
                           .campaign = word(cx, said->campaign)};
    if (!is_name(v.id) || !v.page.n) return OK;
    enum err e = visit_get(cx, v.id, &old);
    if (e == ERR_ABSENT) return begin(cx, key, network, &v, title);
    return e == OK ? go_on(cx, &old, &v, title) : e;
}

/* ---- Its request ---- */

static void fill(struct record *r, int field, struct str said) {
    if (said.n && r->values[field].kind == V_NULL) r->values[field] = v_text(said);
}

enum err visit_fill(struct ctx *cx, struct record *request) {
    struct visit v;
    struct str id = record_str(request, REQUEST_VISIT);
    enum err e = is_name(id) ? visit_get(cx, id, &v) : ERR_ABSENT;
    if (e == ERR_ABSENT) {
        request->values[REQUEST_VISIT] = v_null();
        return OK;
    }
    TRY(e);
    fill(request, REQUEST_CAMPAIGN, v.campaign);
    fill(request, REQUEST_REFERRER, v.referrer);
    if (v.page.n) request->values[REQUEST_PAGE] = v_text(v.page);
    return OK;
}

enum err visit_join(struct ctx *cx, const struct record *request) {
    if (request->values[REQUEST_VISIT].kind == V_NULL) return OK;
    return store_exec(cx->writer, SQL("UPDATE visit SET request = ?2 WHERE id = ?1"),
                      BIND(request->values[REQUEST_VISIT], v_int(record_id(request))));
}

/* ---- Looking ---- */

static struct str column(struct ctx *cx, struct rows *rows, int at) {
    return str_dup(cx->mem, rows_text(rows, at));
}

enum err visit_get(struct ctx *cx, struct str id, struct visit *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT started_at, seen_at, page, referrer, source, medium,"
                        " campaign, pages FROM visit WHERE id = ?1"),
                    BIND(v_text(id)), &rows));
    bool found = rows_next(&rows);
    if (found)
        *out = (struct visit){.id = id,
                              .started_ms = rows_int(&rows, 0),
                              .seen_ms = rows_int(&rows, 1),
                              .page = column(cx, &rows, 2),
                              .referrer = column(cx, &rows, 3),
                              .source = column(cx, &rows, 4),
                              .medium = column(cx, &rows, 5),
                              .campaign = column(cx, &rows, 6),
                              .pages = rows_int(&rows, 7)};
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

enum err visit_pages(struct ctx *cx, struct str id, struct visit_page **out,
                     int *out_count) {
    struct visit_page *all = NEWS(cx->mem, VISIT_PAGES, struct visit_page);
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT at, page, title FROM visit_page WHERE visit = ?1"
                        " ORDER BY at DESC LIMIT ?2"),
                    BIND(v_text(id), v_int(VISIT_PAGES)), &rows));
    while (n < VISIT_PAGES && rows_next(&rows))
        all[n++] = (struct visit_page){rows_int(&rows, 0), column(cx, &rows, 1),
                                       column(cx, &rows, 2)};
    *out = all;
    *out_count = n;
    return rows_done(&rows);
}

bool visit_here(const struct ctx *cx, const struct visit *v) {
    return cx->now_ms - v->seen_ms < VISIT_HERE_MS;
}

/* ---- Forgetting ---- */

enum err visit_sweep(struct ctx *cx, struct job *job, bool *out_more) {
    struct value before = v_int(cx->now_ms - VISIT_DAYS * (int64_t)MS_PER_DAY);
    TRY(store_exec(
        cx->writer,
        SQL("DELETE FROM visit_page WHERE visit IN"
            " (SELECT id FROM visit WHERE seen_at < ?1 ORDER BY seen_at LIMIT ?2)"),
        BIND(before, v_int(VISIT_SWEPT))));
    TRY(store_exec(
        cx->writer,
        SQL("DELETE FROM visit WHERE id IN"
            " (SELECT id FROM visit WHERE seen_at < ?1 ORDER BY seen_at LIMIT ?2)"),
        BIND(before, v_int(VISIT_SWEPT))));
    int64_t gone = store_changes(cx->writer);
    job->done += gone;
    *out_more = gone == VISIT_SWEPT;
    return OK;
}
