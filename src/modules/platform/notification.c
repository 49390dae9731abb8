#include "modules/platform/notification.h"

#include "entities.h"
#include "records/data/record.h"
#include "records/rules/rights.h"

#define COLUMNS "SELECT id, created_at, text, path, seen FROM notification "

enum err notification_add(struct ctx *cx, int64_t user, struct str text, struct str path) {
    const struct actor *actor = cx->actor;
    struct record r = record_new(cx, entity_at(cx->catalog, "notification"));
    r.values[NOTIFICATION_RECIPIENT] = v_int(user);
    r.values[NOTIFICATION_TEXT] = v_text(text);
    r.values[NOTIFICATION_PATH] = path.n ? v_text(path) : v_null();
    r.values[NOTIFICATION_SEEN] = v_int(0);
    cx->actor = &actor_program;
    enum err e = record_create(cx, &r);
    cx->actor = actor;
    return e;
}

enum err notification_unread_ask(struct ctx *cx, struct rows *out) {
    return store_query(cx->db,
                       SQL("SELECT count(*) FROM (SELECT 1 FROM notification"
                           " WHERE recipient = ?1 AND seen = 0 LIMIT ?2) AS unread"),
                       BIND(v_int(cx->actor->user), v_int(NOTIFICATION_COUNT_CAP)), out);
}

enum err notification_unread_read(struct rows *rows, int64_t *out) {
    int64_t n = rows_next(rows) ? rows_int(rows, 0) : 0;
    TRY(rows_done(rows));
    *out = n;
    return OK;
}

enum err notification_unread(struct ctx *cx, int64_t *out) {
    struct rows rows;
    TRY(notification_unread_ask(cx, &rows));
    return notification_unread_read(&rows, out);
}

static struct notification read_one(struct ctx *cx, struct rows *rows) {
    return (struct notification){.id = rows_int(rows, 0),
                                 .at_ms = rows_int(rows, 1),
                                 .text = str_dup(cx->mem, rows_text(rows, 2)),
                                 .path = str_dup(cx->mem, rows_text(rows, 3)),
                                 .seen = rows_int(rows, 4) == 1};
}

enum err notification_list(struct ctx *cx, int64_t before, struct notification **out,
                           int *out_count) {
    struct notification *list = NEWS(cx->mem, NOTIFICATION_LIST, struct notification);
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL(COLUMNS "WHERE recipient = ?1 AND id < ?2 ORDER BY id DESC"
                                " LIMIT ?3"),
                    BIND(v_int(cx->actor->user), v_int(before ? before : INT64_MAX),
                         v_int(NOTIFICATION_LIST)),
                    &rows));
    while (n < NOTIFICATION_LIST && rows_next(&rows))
        list[n++] = read_one(cx, &rows);
    TRY(rows_done(&rows));
    *out = list;
    *out_count = n;
    return OK;
}

enum err notification_get(struct ctx *cx, int64_t id, struct notification *out) {
    struct rows rows;
    TRY(store_query(cx->db, SQL(COLUMNS "WHERE id = ?1 AND recipient = ?2"),
                    BIND(v_int(id), v_int(cx->actor->user)), &rows));
    bool found = rows_next(&rows);
    if (found) *out = read_one(cx, &rows);
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

/* Seen or not is nobody's history: it is written without a journal entry. */
enum err notification_see(struct ctx *cx, int64_t id) {
    return store_exec(cx->writer,
                      SQL("UPDATE notification SET seen = 1"
                          " WHERE id = ?1 AND recipient = ?2 AND seen = 0"),
                      BIND(v_int(id), v_int(cx->actor->user)));
}

enum err notification_see_all(struct ctx *cx) {
    return store_exec(
        cx->writer,
        SQL("UPDATE notification SET seen = 1 WHERE recipient = ?1 AND seen = 0"),
        BIND(v_int(cx->actor->user)));
}
