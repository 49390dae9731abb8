/* ask.c - one request of a conversation: sent as the server would, and with failing
 * statements. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/id.h"
#include "conversation.h"
#include "http/wire.h"

#include <stdarg.h>
#include <stdio.h>

void conversation_wrong(struct conversation *c, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", c->file, c->line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    c->failed++;
}

struct str conversation_filled(struct conversation *c, struct str text) {
    struct buf out = buf_in(c->mem, 0);
    while (text.n) {
        int i = 0;
        for (; i < c->kept_count; i++) {
            struct str mark = str_format(c->mem, "{%.*s}", STR_ARG(c->kept[i].name));
            if (!str_starts(text, mark)) continue;
            buf_put(&out, c->kept[i].value);
            text = str_from(text, mark.n);
            break;
        }
        if (i < c->kept_count) continue;
        buf_byte(&out, text.p[0]);
        text = str_from(text, 1);
    }
    return buf_str(&out);
}

static int64_t user_id(struct conversation *c) {
    int64_t id = 0;
    if (!c->user.n || str_is(c->user, "nobody")) return 0;
    if (store_int(store_reader(c->store), SQL("SELECT id FROM \"user\" WHERE login = ?1"),
                  BIND(v_text(c->user)), &id)
        != OK)
        conversation_wrong(c, "nobody is called %.*s", STR_ARG(c->user));
    return id;
}

static enum method method_of(struct str word) {
    static const struct {
        const char *word;
        enum method method;
    } methods[] = {{"GET", GET},       {"POST", POST}, {"PATCH", PATCH},
                   {"DELETE", DELETE}, {"PUT", PUT},   {"OPTIONS", OPTIONS}};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (str_is(word, methods[i].word)) return methods[i].method;
    return GET;
}

static struct request make_request(struct conversation *c, struct str method,
                                   struct str target, struct str body) {
    struct str path = {"", 0}, query = target;
    str_cut(&query, '?', &path);
    struct header *headers = NEWS(c->mem, 2, struct header);
    bool json = body.n && (body.p[0] == '{' || body.p[0] == '[');
    headers[0] = (struct header){STR("content-type"),
                                 json ? STR("application/json")
                                      : STR("application/x-www-form-urlencoded")};
    headers[1] = (struct header){STR("sec-fetch-site"), STR("same-origin")};
    struct request r = {.method = method_of(method),
                        .path = path,
                        .query = query,
                        .headers = headers,
                        .header_count = 2,
                        .body = body,
                        .remote = STR("127.0.0.1"),
                        .host = STR("localhost"),
                        .now_ms = c->now_ms + ++c->requests,
                        .proven_user = user_id(c),
                        .reference = STR("conversation")};
    for (int i = 0; i < REQUEST_RANDOM_BYTES; i++)
        r.random[i] = (unsigned char)(c->requests * 31 + i);
    return r;
}

/* The page of one customer is told from lists and boards of many. */
static struct str asker(const struct request *r) {
    struct str rest = str_from(r->path, 1), name = {"", 0};
    int64_t id;
    bool one = str_cut(&rest, '/', &name) && id_parse(rest, &id);
    bool page = one && r->method == GET && str_is(name, "party");
    return page ? STR("customer") : name;
}

static struct reply answer(struct conversation *c, const struct request *r) {
    app_done(c->app);
    c->noted.who = asker(r);
    noted_of(&c->noted, c->store, true);
    int64_t before = store_statements(c->store);
    struct reply reply = app_answer(c->app, r);
    noted_of(&c->noted, c->store, false);
    c->statements = store_statements(c->store) - before;
    return reply;
}

/* ---- Faults ---- */

enum { FAULTS_MOST = 3000 };

/* What the journal and the search index say there is; a change left half-way shows here. */
static int64_t measure_of(struct conversation *c) {
    int64_t journal = 0, parties = 0, counters = 0;
    struct reader *r = store_reader(c->store);
    (void)store_int(r, SQL("SELECT count(*) FROM journal"), BIND_NONE, &journal);
    (void)store_int(r, SQL("SELECT count(*) FROM party"), BIND_NONE, &parties);
    (void)store_int(r, SQL("SELECT coalesce(sum(last), 0) FROM counter"), BIND_NONE,
                    &counters);
    return journal * 1000003 + parties * 1009 + counters;
}

/* Let statement 1, 2, 3 … fail until the request goes through; the reply of that
 * last time. */
static struct reply ask_with_faults(struct conversation *c, const struct request *r) {
    int64_t before = measure_of(c);
    for (int n = 1; n < FAULTS_MOST; n++) {
        store_fail_at(c->store, n);
        struct reply reply = answer(c, r);
        bool went_through = c->statements < n || (reply.status < 500 && reply.keep);
        store_fail_at(c->store, 0);
        if (went_through) return reply;
        if (reply.status < 200 || reply.status > 599)
            conversation_wrong(c, "statement %d failed: no calm page", n);
        if (measure_of(c) != before)
            conversation_wrong(c, "statement %d failed: something half-written stays", n);
    }
    conversation_wrong(c, "no end of statements");
    return (struct reply){0};
}

/* ---- Asking ---- */

static void put_framed(struct buf *out, struct str bytes) {
    buf_format(out, "%zu\n", bytes.n);
    buf_put(out, bytes);
}

static void record(struct conversation *c, const struct request *r,
                   const struct reply *reply) {
    struct buf asked = buf_in(c->mem, 0), answered = buf_in(c->mem, 0);
    request_write(&asked, r);
    reply_write(&answered, reply);
    put_framed(c->transcript, buf_str(&asked));
    put_framed(c->transcript, buf_str(&answered));
}

struct reply conversation_ask(struct conversation *c, struct str method, struct str target,
                              struct str body) {
    struct request r = make_request(c, method, conversation_filled(c, target),
                                    conversation_filled(c, body));
    struct reply reply = c->faults ? ask_with_faults(c, &r) : answer(c, &r);
    if (c->transcript) record(c, &r, &reply);
    return reply;
}
