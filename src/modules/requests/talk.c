#include "modules/requests/talk.h"

#include "entities.h"
#include "modules/requests/intake.h"
#include "persian/clean.h"
#include "records/rules/rights.h"

enum err talk_read(struct ctx *cx, int64_t request, struct message **out, int *out_count) {
    struct message *all = NEWS(cx->mem, TALK_MOST, struct message);
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT at, sender, text FROM request_message"
                        " WHERE request = ?1 ORDER BY id LIMIT ?2"),
                    BIND(v_int(request), v_int(TALK_MOST)), &rows));
    while (n < TALK_MOST && rows_next(&rows))
        all[n++] = (struct message){rows_int(&rows, 0), rows_int(&rows, 1),
                                    str_dup(cx->mem, rows_text(&rows, 2))};
    *out = all;
    *out_count = n;
    return rows_done(&rows);
}

/* ---- Writing ---- */

static enum err refuse(struct ctx *cx, enum msg why) {
    return problem_text(cx, STR("text"), cx_msg(cx, why));
}

/* How many there are, and how many the visitor wrote within this minute. */
static enum err count(struct ctx *cx, int64_t request, int64_t *all, int64_t *lately) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT count(*), coalesce(sum(CASE WHEN sender = 0 AND at > ?2"
                        " THEN 1 ELSE 0 END), 0) FROM request_message WHERE request = ?1"),
                    BIND(v_int(request), v_int(cx->now_ms - MS_PER_MINUTE)), &rows));
    *all = *lately = 0;
    if (rows_next(&rows)) *all = rows_int(&rows, 0), *lately = rows_int(&rows, 1);
    return rows_done(&rows);
}

static enum err check(struct ctx *cx, int64_t request, struct str text) {
    struct live l;
    int64_t all, lately;
    if (!text.n) return refuse(cx, MSG_TALK_EMPTY);
    if (utf8_length(text) > TALK_LETTERS) return refuse(cx, MSG_TALK_LONG);
    enum err e = live_get(cx, request, &l);
    if (e == ERR_ABSENT) return refuse(cx, MSG_TALK_OVER);
    TRY(e);
    TRY(count(cx, request, &all, &lately));
    if (all >= TALK_MOST) return refuse(cx, MSG_TALK_MANY);
    bool visitor = !cx->actor->user;
    return visitor && lately >= TALK_MINUTE_MOST ? refuse(cx, MSG_TALK_FAST) : OK;
}

static enum err write(struct ctx *cx, int64_t request, struct str text) {
    return store_exec(cx->writer,
                      SQL("INSERT INTO request_message (request, id, at, sender, text)"
                          " VALUES (?1, ?2, ?3, ?4, ?5)"),
                      BIND(v_int(request), v_int(cx_new_id(cx)), v_int(cx->now_ms),
                           v_int(cx->actor->user), v_text(text)));
}

enum err talk_say(struct ctx *cx, struct record *request, struct str typed) {
    int64_t id = record_id(request);
    struct str text = str_trim(fa_clean(cx->mem, typed));
    TRY(check(cx, id, text));
    TRY(write(cx, id, text));
    TRY(live_touch(cx, id));
    return cx->actor->user ? intake_answer(cx, request) : OK;
}

/* ---- The end ---- */

static struct str name_of(struct ctx *cx, const struct record *request, int64_t sender) {
    struct str name = record_str(request, REQUEST_NAME);
    if (!sender) return name;
    enum err e = store_text(cx->db, cx->mem, SQL("SELECT name FROM \"user\" WHERE id = ?1"),
                            BIND(v_int(sender)), &name);
    return e == OK ? name : STR("—");
}

/* "Name: text", a line each, until the interaction is full. */
static struct str sum_up(struct ctx *cx, const struct record *request,
                         const struct message *all, int count, size_t letters) {
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < count; i++) {
        buf_put(&b, name_of(cx, request, all[i].sender));
        BUF_LIT(&b, ": ");
        buf_put(&b, all[i].text);
        buf_byte(&b, '\n');
    }
    return utf8_first(str_trim(buf_str(&b)), letters);
}

static enum err keep(struct ctx *cx, const struct record *request,
                     const struct message *all, int count) {
    struct record r = record_new(cx, entity_at(cx->catalog, "interaction"));
    size_t most = (size_t)r.entity->fields[INTERACTION_BODY]->max;
    int64_t took_ms = all[count - 1].at_ms - all[0].at_ms;
    r.values[FIELD_PARTY] = request->values[REQUEST_CUSTOMER];
    r.values[FIELD_OWNER] = request->values[FIELD_OWNER];
    r.values[INTERACTION_KIND] = v_text(INTERACTION_KIND_CHAT);
    r.values[INTERACTION_DIRECTION] = v_text(DIRECTION_INBOUND);
    r.values[INTERACTION_AT] = v_int(all[0].at_ms);
    r.values[INTERACTION_DURATION] = v_int(took_ms / MS_PER_MINUTE);
    r.values[INTERACTION_SUBJECT] = v_text(cx_msg(cx, MSG_TALK_SUBJECT));
    r.values[INTERACTION_BODY] = v_text(sum_up(cx, request, all, count, most));
    return record_create(cx, &r);
}

enum err talk_end(struct ctx *cx, const struct record *request) {
    const struct actor *actor = cx->actor;
    struct message *all;
    int count;
    enum err e = OK;
    TRY(talk_read(cx, record_id(request), &all, &count));
    TRY(live_end(cx, record_id(request)));
    if (!count || request->values[REQUEST_CUSTOMER].kind == V_NULL) return OK;
    cx->actor = &actor_program;
    e = keep(cx, request, all, count);
    cx->actor = actor;
    return e;
}

enum err talk_sweep(struct ctx *cx, struct job *job, bool *out_more) {
    struct record request;
    int64_t id;
    enum err e = store_int(
        cx->db,
        SQL("SELECT request FROM request_live WHERE state = 3 AND changed_at < ?1 LIMIT 1"),
        BIND(v_int(cx->now_ms - TALK_SILENT_HOURS * MS_PER_HOUR)), &id);
    *out_more = e == OK && job->done < TALK_SWEPT;
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    job->done++;
    e = record_get_plain(cx, entity_at(cx->catalog, "request"), id, &request);
    return e == ERR_ABSENT ? live_end(cx, id) : e == OK ? talk_end(cx, &request) : e;
}
