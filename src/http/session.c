#include "http/session.h"

#include "http/secret.h"

const struct session_limits session_standard = {
    .idle_ms = SESSION_IDLE_HOURS * (int64_t)MS_PER_HOUR,
    .age_ms = SESSION_DAYS * (int64_t)MS_PER_DAY,
};

static const struct column columns[] = {
    {STR_INIT("token_hash"), COLUMN_BYTES, true},
    {STR_INIT("id"), COLUMN_INT, true},
    {STR_INIT("user_id"), COLUMN_INT, true},
    {STR_INIT("created_at"), COLUMN_INT, true},
    {STR_INIT("seen_at"), COLUMN_INT, true},
    {STR_INIT("expires_at"), COLUMN_INT, true},
    {STR_INIT("remote"), COLUMN_TEXT, true},
    {STR_INIT("agent"), COLUMN_TEXT, true},
    {STR_INIT("form_token"), COLUMN_TEXT, true},
};
static const struct str key[] = {STR_INIT("token_hash")};
static const struct str by_id[] = {STR_INIT("id")};
static const struct str by_user[] = {STR_INIT("user_id"), STR_INIT("seen_at DESC")};
static const struct index indexes[] = {
    {STR_INIT("session_by_id"), by_id, 1, true},
    {STR_INIT("session_by_user"), by_user, 2, false},
};

const struct table session_table = {
    .name = STR_INIT("session"),
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .key = key,
    .key_count = 1,
    .clustered = true,
    .indexes = indexes,
    .index_count = 2,
};

enum err session_start(struct ctx *cx, const struct request *r,
                       const struct session_limits *limits, int64_t user,
                       struct session *out, struct str *out_cookie) {
    struct str secret = secret_make(cx->mem, r->random, "session");
    struct sha256_digest digest = secret_digest(secret);
    struct session s = {
        .id = cx_new_id(cx),
        .user = user,
        .created_ms = cx->now_ms,
        .seen_ms = cx->now_ms,
        .expires_ms = cx->now_ms + limits->age_ms,
        .remote = r->remote,
        .agent = utf8_first(request_header(r, "user-agent"), SESSION_AGENT_BYTES),
        .form_token = secret_make(cx->mem, r->random, "form"),
    };
    TRY(store_exec(cx->writer,
                   SQL("INSERT INTO session (token_hash, id, user_id, created_at, seen_at,"
                       " expires_at, remote, agent, form_token)"
                       " VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8)"),
                   BIND(v_bytes(sha256_str(&digest)), v_int(s.id), v_int(user),
                        v_int(s.created_ms), v_int(s.expires_ms), v_text(s.remote),
                        v_text(s.agent), v_text(s.form_token))));
    *out = s;
    *out_cookie = secret;
    return OK;
}

/* Columns 0 … 8 of a row, in the order of the queries below. */
static struct session read_row(struct ctx *cx, struct rows *rows) {
    return (struct session){
        .id = rows_int(rows, 0),
        .user = rows_int(rows, 1),
        .created_ms = rows_int(rows, 2),
        .seen_ms = rows_int(rows, 3),
        .expires_ms = rows_int(rows, 4),
        .remote = str_dup(cx->mem, rows_text(rows, 5)),
        .agent = str_dup(cx->mem, rows_text(rows, 6)),
        .form_token = str_dup(cx->mem, rows_text(rows, 7)),
    };
}

static bool alive(const struct session *s, const struct session_limits *limits,
                  int64_t now_ms) {
    return now_ms < s->expires_ms && now_ms - s->seen_ms < limits->idle_ms
           && now_ms - s->created_ms < limits->age_ms;
}

enum err session_find(struct ctx *cx, const struct request *r,
                      const struct session_limits *limits, struct session *out) {
    struct str secret = request_cookie(r, SESSION_COOKIE);
    if (secret.n != SECRET_CHARS) return ERR_ABSENT;
    struct sha256_digest digest = secret_digest(secret);
    struct rows rows;
    TRY(store_query_steady(
        cx->db,
        SQL("SELECT id, user_id, created_at, seen_at, expires_at, remote, agent,"
            " form_token FROM session WHERE token_hash = ?1"),
        BIND(v_bytes(sha256_str(&digest))), &rows));
    struct session s = {0};
    bool found = rows_next(&rows);
    if (found) s = read_row(cx, &rows);
    TRY(rows_done(&rows));
    if (!found || !alive(&s, limits, cx->now_ms)) return ERR_ABSENT;
    *out = s;
    return OK;
}

bool session_seen_due(const struct session *s, int64_t now_ms) {
    return now_ms - s->seen_ms >= SESSION_SEEN_EVERY_MS;
}

enum err session_seen(struct ctx *cx, int64_t id) {
    return store_exec(cx->writer,
                      SQL("UPDATE session SET seen_at = ?2 WHERE id = ?1 AND seen_at < ?2"),
                      BIND(v_int(id), v_int(cx->now_ms)));
}

enum err session_list(struct ctx *cx, int64_t user, struct session **out, int *out_count) {
    struct session *list = NEWS(cx->mem, SESSION_LIST, struct session);
    int count = 0;
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("SELECT id, user_id, created_at, seen_at, expires_at, remote, agent,"
            " form_token FROM session WHERE user_id = ?1"
            " ORDER BY seen_at DESC LIMIT ?2"),
        BIND(v_int(user), v_int(SESSION_LIST)), &rows));
    while (rows_next(&rows))
        list[count++] = read_row(cx, &rows);
    TRY(rows_done(&rows));
    *out = list;
    *out_count = count;
    return OK;
}

enum err session_end(struct ctx *cx, int64_t user, int64_t id) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM session WHERE id = ?1 AND user_id = ?2"),
                   BIND(v_int(id), v_int(user))));
    return store_changes(cx->writer) ? OK : ERR_ABSENT;
}

enum err session_end_others(struct ctx *cx, int64_t user, int64_t keep) {
    return store_exec(cx->writer,
                      SQL("DELETE FROM session WHERE user_id = ?1 AND id <> ?2"),
                      BIND(v_int(user), v_int(keep)));
}

enum err session_sweep(struct ctx *cx, const struct session_limits *limits) {
    return store_exec(cx->writer,
                      SQL("DELETE FROM session WHERE expires_at <= ?1 OR seen_at <= ?2"),
                      BIND(v_int(cx->now_ms), v_int(cx->now_ms - limits->idle_ms)));
}

/* ---- Forged requests ---- */

/* The host of "https://host:port", or empty. */
static struct str origin_host(struct str origin) {
    size_t at = str_find(origin, STR("://"));
    struct str host = str_from(origin, at == (size_t)-1 ? origin.n : at + 3);
    size_t end = host.n;
    while (end > 0 && host.p[end - 1] >= '0' && host.p[end - 1] <= '9')
        end--;
    bool port = end > 0 && end < host.n && host.p[end - 1] == ':';
    return port ? str_first(host, end - 1) : host;
}

bool request_from_here(const struct request *r) {
    struct str site = request_header(r, "sec-fetch-site");
    if (site.n) return str_is(site, "same-origin") || str_is(site, "none");
    struct str origin = request_header(r, "origin");
    return origin.n == 0 || (r->host.n && str_eq(origin_host(origin), r->host));
}

bool session_form_ok(const struct session *s, const struct request *r,
                     const struct form *f) {
    struct str token = request_header(r, FORM_TOKEN_HEADER);
    if (token.n == 0) token = form_value(f, FORM_TOKEN_FIELD);
    return request_from_here(r) && secret_eq(token, s->form_token);
}
