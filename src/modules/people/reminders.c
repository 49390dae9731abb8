#include "modules/people/reminders.h"

#include "entities.h"
#include "modules/platform/notification.h"
#include "modules/platform/recipient.h"
#include "records/fields/field_type.h"

enum { RING_PIECE = 100, NOTICE_LETTERS = 300 };

/* When a task is to ring; 0: not at all. */
static int64_t ring_of(const struct record *r) {
    if (!r) return 0;
    struct str status = record_str(r, TASK_STATUS);
    bool open = str_eq(status, TASK_STATUS_OPEN) || str_eq(status, TASK_STATUS_DOING);
    return open ? record_int(r, TASK_REMIND_AT) : 0;
}

static enum err forget(struct ctx *cx, int64_t at, int64_t task) {
    return store_send(cx->writer,
                      SQL("DELETE FROM task_reminder WHERE at = ?1 AND task = ?2"),
                      BIND(v_int(at), v_int(task)));
}

enum err reminder_saved(struct ctx *cx, const struct record *old,
                        const struct record *new) {
    int64_t was = ring_of(old), is = ring_of(new);
    if (was == is) return OK;
    if (was) TRY(forget(cx, was, record_id(old)));
    if (is < cx->now_ms - REMINDER_LATE_MS) return OK;
    return store_send(cx->writer,
                      SQL("INSERT INTO task_reminder (at, task) VALUES (?1, ?2)"
                          " ON CONFLICT DO NOTHING"),
                      BIND(v_int(is), v_int(record_id(new))));
}

/* ---- Ringing ---- */

/* The customer is named where the owner of the task may know them. */
static struct str notice_text(struct ctx *cx, const struct record *task) {
    struct str subject = record_str(task, TASK_SUBJECT);
    const struct entity *party = entity_at(cx->catalog, "party");
    struct str who = link_title(cx, party, record_int(task, TASK_PARTY));
    enum msg msg = who.n ? MSG_TASK_REMINDER_OF : MSG_TASK_REMINDER;
    struct str text =
        msg_format(cx->mem, cx->lang, msg, MSG_PARTS({"subject", subject}, {"party", who}));
    return utf8_first(text, NOTICE_LETTERS);
}

static enum err ring(struct ctx *cx, int64_t id) {
    struct record task;
    struct ctx owners;
    enum err e = record_get_plain(cx, entity_at(cx->catalog, "task"), id, &task);
    if (e == ERR_ABSENT) return OK; /* deleted by hand from the store */
    TRY(e);
    int64_t owner = record_int(&task, FIELD_OWNER);
    e = owner ? recipient_enter(cx, owner, &owners) : ERR_ABSENT;
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    return notification_add(cx, owner, notice_text(&owners, &task),
                            str_format(cx->mem, "/task/%s", id_text(id).z));
}

enum err reminders_step(struct ctx *cx, struct job *job, bool *out_more) {
    int64_t at[RING_PIECE], task[RING_PIECE];
    int count = 0;
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT at, task FROM task_reminder WHERE at <= ?1"
                        " ORDER BY at, task LIMIT ?2"),
                    BIND(v_int(cx->now_ms), v_int(RING_PIECE)), &rows));
    for (; count < RING_PIECE && rows_next(&rows); count++) {
        at[count] = rows_int(&rows, 0);
        task[count] = rows_int(&rows, 1);
    }
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++) {
        TRY(ring(cx, task[i]));
        TRY(forget(cx, at[i], task[i]));
    }
    job->done += count;
    *out_more = count == RING_PIECE;
    return OK;
}

enum err reminders_next(struct ctx *cx, int64_t *out_due_ms) {
    enum err e =
        store_int(cx->db, SQL("SELECT min(at) FROM task_reminder"), BIND_NONE, out_due_ms);
    return e == ERR_ABSENT ? OK : e;
}
