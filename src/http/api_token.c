#include "http/api_token.h"

#include "http/secret.h"

static const char PREFIX[] = "mt_"; /* so that scanners of leaked secrets know it */

static const struct column columns[] = {
    {STR_INIT("token_hash"), COLUMN_BYTES, true}, {STR_INIT("id"), COLUMN_INT, true},
    {STR_INIT("user_id"), COLUMN_INT, true},      {STR_INIT("name"), COLUMN_TEXT, true},
    {STR_INIT("created_at"), COLUMN_INT, true},   {STR_INIT("used_at"), COLUMN_INT, true},
    {STR_INIT("expires_at"), COLUMN_INT, true},
};
static const struct str key[] = {STR_INIT("token_hash")};
static const struct str by_id[] = {STR_INIT("id")};
static const struct str by_user[] = {STR_INIT("user_id"), STR_INIT("created_at DESC")};
static const struct index indexes[] = {
    {STR_INIT("api_token_by_id"), by_id, 1, true},
    {STR_INIT("api_token_by_user"), by_user, 2, false},
};

const struct table api_token_table = {
    .name = STR_INIT("api_token"),
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .key = key,
    .key_count = 1,
    .clustered = true,
    .indexes = indexes,
    .index_count = 2,
};

enum err api_token_create(struct ctx *cx, const unsigned char random[REQUEST_RANDOM_BYTES],
                          int64_t user, struct str name, int64_t expires_ms,
                          struct str *out_text) {
    struct str text =
        str_join(cx->mem, str_of(PREFIX), secret_make(cx->mem, random, "api"));
    struct sha256_digest digest = secret_digest(text);
    TRY(store_exec(cx->writer,
                   SQL("INSERT INTO api_token (token_hash, id, user_id, name, created_at,"
                       " used_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)"),
                   BIND(v_bytes(sha256_str(&digest)), v_int(cx_new_id(cx)), v_int(user),
                        v_text(name), v_int(cx->now_ms), v_int(expires_ms))));
    *out_text = text;
    return OK;
}

/* The text after "Bearer", of the right length, or empty. */
static struct str bearer(const struct ctx *cx, const struct request *r) {
    struct str rest = request_header(r, "authorization"), scheme;
    if (!str_cut(&rest, ' ', &scheme)) return STR("");
    if (!str_is(str_lower_ascii(cx->mem, str_first(scheme, 8)), "bearer")) return STR("");
    rest = str_trim(rest);
    return rest.n == sizeof PREFIX - 1 + SECRET_CHARS ? rest : STR("");
}

/* Columns 0 … 5 of a row, in the order of the queries below. */
static struct api_token read_row(struct ctx *cx, struct rows *rows) {
    return (struct api_token){
        .id = rows_int(rows, 0),
        .user = rows_int(rows, 1),
        .name = str_dup(cx->mem, rows_text(rows, 2)),
        .created_ms = rows_int(rows, 3),
        .used_ms = rows_int(rows, 4),
        .expires_ms = rows_int(rows, 5),
    };
}

enum err api_token_find(struct ctx *cx, const struct request *r, struct api_token *out) {
    struct str text = bearer(cx, r);
    if (text.n == 0) return ERR_ABSENT;
    struct sha256_digest digest = secret_digest(text);
    struct rows rows;
    TRY(store_query_steady(cx->db,
                           SQL("SELECT id, user_id, name, created_at, used_at, expires_at"
                               " FROM api_token WHERE token_hash = ?1"),
                           BIND(v_bytes(sha256_str(&digest))), &rows));
    struct api_token t = {0};
    bool found = rows_next(&rows);
    if (found) t = read_row(cx, &rows);
    TRY(rows_done(&rows));
    if (!found || (t.expires_ms && t.expires_ms <= cx->now_ms)) return ERR_ABSENT;
    *out = t;
    return OK;
}

bool api_token_used_due(const struct api_token *t, int64_t now_ms) {
    return now_ms - t->used_ms >= API_TOKEN_USED_EVERY_MS;
}

enum err api_token_used(struct ctx *cx, int64_t id) {
    return store_exec(cx->writer, SQL("UPDATE api_token SET used_at = ?2 WHERE id = ?1"),
                      BIND(v_int(id), v_int(cx->now_ms)));
}

enum err api_token_list(struct ctx *cx, int64_t user, struct api_token **out,
                        int *out_count) {
    struct api_token *list = NEWS(cx->mem, API_TOKEN_LIST, struct api_token);
    int count = 0;
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("SELECT id, user_id, name, created_at, used_at, expires_at"
            " FROM api_token WHERE user_id = ?1 ORDER BY created_at DESC LIMIT ?2"),
        BIND(v_int(user), v_int(API_TOKEN_LIST)), &rows));
    while (rows_next(&rows))
        list[count++] = read_row(cx, &rows);
    TRY(rows_done(&rows));
    *out = list;
    *out_count = count;
    return OK;
}

enum err api_token_end(struct ctx *cx, int64_t user, int64_t id) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM api_token WHERE id = ?1 AND user_id = ?2"),
                   BIND(v_int(id), v_int(user))));
    return store_changes(cx->writer) ? OK : ERR_ABSENT;
}

enum err api_token_end_all(struct ctx *cx, int64_t user) {
    return store_exec(cx->writer, SQL("DELETE FROM api_token WHERE user_id = ?1"),
                      BIND(v_int(user)));
}
