#include "modules/requests/live.h"

#include "records/rules/rights.h"

#define COLUMNS "SELECT request, person, state, due_at, changed_at FROM request_live "

static struct live read_one(struct rows *rows) {
    return (struct live){.request = rows_int(rows, 0),
                         .person = rows_int(rows, 1),
                         .state = (enum live_state)rows_int(rows, 2),
                         .due_ms = rows_int(rows, 3),
                         .changed_ms = rows_int(rows, 4)};
}

enum err live_list(struct ctx *cx, struct live out[LIVE_LIST], int *out_count) {
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL(COLUMNS "WHERE person IN (0, ?1) ORDER BY request DESC LIMIT ?2"),
                    BIND(v_int(cx->actor->user), v_int(LIVE_LIST)), &rows));
    while (n < LIVE_LIST && rows_next(&rows))
        out[n++] = read_one(&rows);
    *out_count = n;
    return rows_done(&rows);
}

enum err live_get(struct ctx *cx, int64_t request, struct live *out) {
    struct rows rows;
    TRY(store_query(cx->db, SQL(COLUMNS "WHERE request = ?1"), BIND(v_int(request)),
                    &rows));
    bool found = rows_next(&rows);
    if (found) *out = read_one(&rows);
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

enum err live_put(struct ctx *cx, const struct live *l) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO request_live (request, person, state, due_at, changed_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (request) DO UPDATE SET"
            " person = excluded.person, state = excluded.state, due_at = excluded.due_at,"
            " changed_at = excluded.changed_at"),
        BIND(v_int(l->request), v_int(l->person), v_int(l->state), v_int(l->due_ms),
             v_int(cx->now_ms)));
}

enum err live_touch(struct ctx *cx, int64_t request) {
    return store_exec(cx->writer,
                      SQL("UPDATE request_live SET changed_at = ?2 WHERE request = ?1"),
                      BIND(v_int(request), v_int(cx->now_ms)));
}

enum err live_end(struct ctx *cx, int64_t request) {
    return store_exec(cx->writer, SQL("DELETE FROM request_live WHERE request = ?1"),
                      BIND(v_int(request)));
}
