/* events.c - the stream a page listens to: how many notifications wait, and how the
 * person's work in the background goes. It is asked several times a second by every open
 * page, so it costs three look-ups by index, and writes only when something changed. */
#include "base/json_write.h"
#include "modules/platform/notification.h"
#include "modules/requests/live.h"
#include "records/meta/meta.h"
#include "records/rules/jobs.h"
#include "web/pages/platform/job_view.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

enum { EVENTS_JOBS = 5 }; /* the latest of one's own */

enum err events_get(struct page *p) {
    return reply_stream(p);
}

static void put_event(struct buf *out, const char *name, const struct buf *json) {
    BUF_LIT(out, "event: ");
    buf_putz(out, name);
    BUF_LIT(out, "\ndata: ");
    buf_put(out, buf_str(json));
    BUF_LIT(out, "\n\n");
}

/* ---- Notifications ---- */

static struct str unread_words(const struct ctx *cx, int64_t count) {
    if (!count) return cx_msg(cx, MSG_BELL_NONE);
    return msg_format(cx->mem, cx->lang, MSG_BELL_SOME,
                      MSG_PARTS({"n", cx_number(cx, count)}));
}

static void put_unread(struct page *p, struct buf *out, int64_t count) {
    struct buf json = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&json);
    struct notification *list;
    int n = 0;
    if (notification_list(p->cx, 0, &list, &n) != OK) return;
    json_begin_object(&w);
    json_name(&w, "count"), json_write_int(&w, count);
    json_name(&w, "shown"), json_write_str(&w, cx_number(p->cx, count));
    json_name(&w, "words"), json_write_str(&w, unread_words(p->cx, count));
    json_name(&w, "latest"), json_write_str(&w, n ? list[0].text : STR(""));
    json_name(&w, "path"), json_write_str(&w, STR("/notifications"));
    json_end_object(&w);
    put_event(out, "unread", &json);
}

/* ---- Work ---- */

static void put_job(struct page *p, struct buf *out, const struct job *job) {
    struct buf json = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&json);
    json_begin_object(&w);
    json_name(&w, "id"), json_write_id(&w, job->id);
    json_name(&w, "percent"), json_write_int(&w, job_percent(job));
    json_name(&w, "over"), json_write_bool(&w, job_over(job));
    json_end_object(&w);
    put_event(out, "job", &json);
}

/* ---- Requests ---- */

/* Pages that show one of them draw it again; how many ring or wait stands in every corner. */
static void put_calls(struct page *p, struct buf *out, const struct live *list, int count) {
    struct buf json = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&json);
    int64_t calls = 0;
    for (int i = 0; i < count; i++)
        calls += list[i].state != LIVE_TALKS;
    json_begin_object(&w);
    json_name(&w, "count"), json_write_int(&w, calls);
    json_name(&w, "requests");
    json_begin_object(&w);
    for (int i = 0; i < count; i++)
        json_name(&w, id_text(list[i].request).z), json_write_int(&w, list[i].changed_ms);
    json_end_object(&w);
    json_end_object(&w);
    put_event(out, "calls", &json);
}

/* ---- What changed ---- */

struct state {
    int64_t unread;
    struct job *jobs;
    int job_count;
    struct live live[LIVE_LIST];
    int live_count;
};

/* The state in one number: the same number means nothing to tell. Never 0, which is the
 * cursor of a stream that has heard nothing. */
static int64_t fingerprint(struct arena *mem, const struct state *s) {
    struct buf b = buf_in(mem, 0);
    buf_int(&b, s->unread);
    for (int i = 0; i < s->job_count; i++)
        buf_format(&b, " %lld %d %lld", (long long)s->jobs[i].id, s->jobs[i].state,
                   (long long)s->jobs[i].done);
    for (int i = 0; i < s->live_count; i++)
        buf_format(&b, " %lld %d %lld", (long long)s->live[i].request, s->live[i].state,
                   (long long)s->live[i].changed_ms);
    return (int64_t)(str_hash(buf_str(&b)) >> 1) | 1;
}

static enum err read_state(struct ctx *cx, struct state *out) {
    TRY(notification_unread(cx, &out->unread));
    TRY(job_list_own(cx, EVENTS_JOBS, &out->jobs, &out->job_count));
    return live_list(cx, out->live, &out->live_count);
}

struct str events_since(struct page *p, int64_t *cursor) {
    struct state s = {0};
    if (read_state(p->cx, &s) != OK) return STR("");
    int64_t now = fingerprint(p->cx->mem, &s);
    struct buf out = buf_in(p->cx->mem, 0);
    if (now == *cursor) return STR("");
    *cursor = now;
    put_unread(p, &out, s.unread);
    for (int i = 0; i < s.job_count; i++)
        put_job(p, &out, &s.jobs[i]);
    put_calls(p, &out, s.live, s.live_count);
    return buf_str(&out);
}
