#include "http/login_try.h"

#include "base/sha256.h"

static const struct column columns[] = {
    {STR_INIT("subject"), COLUMN_BYTES, true},
    {STR_INIT("failures"), COLUMN_INT, true},
    {STR_INIT("last_at"), COLUMN_INT, true},
};
static const struct str key[] = {STR_INIT("subject")};

const struct table login_try_table = {
    .name = STR_INIT("login_try"),
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .key = key,
    .key_count = 1,
    .clustered = true,
};

int64_t login_wait_ms(const struct login_try *t, int free_tries, int64_t now_ms) {
    if (t->failures < free_tries || now_ms - t->last_ms >= LOGIN_FORGET_MS) return 0;
    if (t->last_ms > now_ms) return 0; /* the clock was set back */
    int64_t wait = LOGIN_FIRST_WAIT_MS;
    for (int64_t i = free_tries; i < t->failures && wait < LOGIN_LONGEST_WAIT_MS; i++)
        wait *= 2;
    if (wait > LOGIN_LONGEST_WAIT_MS) wait = LOGIN_LONGEST_WAIT_MS;
    int64_t left = t->last_ms + wait - now_ms;
    return left > 0 ? left : 0;
}

struct login_try login_try_next(const struct login_try *t, int64_t now_ms) {
    bool fresh = now_ms - t->last_ms >= LOGIN_FORGET_MS;
    return (struct login_try){.failures = fresh ? 1 : t->failures + 1, .last_ms = now_ms};
}

/* Names and addresses are kept as digests: what people mistype is nobody's to read. */
static struct sha256_digest subject_of(const char *kind, struct str text) {
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, str_of(kind));
    sha256_add(&hash, text);
    return sha256_done(&hash);
}

/* Written in capitals it is the same name, as it is when one logs in. */
static struct sha256_digest subject_of_name(struct ctx *cx, struct str name) {
    return subject_of("name:", str_lower_ascii(cx->mem, name));
}

enum { IP6_GROUPS = 8, IP6_NETWORK_GROUPS = 4 };

static int groups_of(struct str text) {
    struct str group;
    int n = 0;
    while (str_cut(&text, ':', &group))
        n++;
    return n;
}

static struct str group_at(struct str text, int at) {
    struct str group = STR("");
    for (int i = 0; i <= at && str_cut(&text, ':', &group); i++) {
    }
    return group;
}

struct str address_network(struct arena *mem, struct str remote) {
    if (str_has(remote, STR(".")) || !str_has(remote, STR(":"))) return remote;
    size_t gap_at = str_find(remote, STR("::"));
    bool gap = gap_at != (size_t)-1;
    struct str head = gap ? str_first(remote, gap_at) : remote;
    struct str tail = gap ? str_from(remote, gap_at + 2) : STR("");
    int before = head.n ? groups_of(head) : 0, after = tail.n ? groups_of(tail) : 0;
    int from = IP6_GROUPS - after; /* where the tail begins */
    struct buf b = buf_in(mem, 0);
    for (int i = 0; i < IP6_NETWORK_GROUPS; i++) {
        struct str zero = STR("0");
        buf_put(&b, i < before  ? group_at(head, i)
                    : i >= from ? group_at(tail, i - from)
                                : zero);
        buf_byte(&b, ':');
    }
    return str_lower_ascii(mem, buf_str(&b));
}

static struct sha256_digest subject_of_address(struct ctx *cx, struct str remote) {
    return subject_of("address:", address_network(cx->mem, remote));
}

static enum err load(struct ctx *cx, const struct sha256_digest *subject,
                     struct login_try *out) {
    struct rows rows;
    struct login_try t = {0};
    TRY(store_query(cx->db,
                    SQL("SELECT failures, last_at FROM login_try WHERE subject = ?1"),
                    BIND(v_bytes(sha256_str(subject))), &rows));
    if (rows_next(&rows))
        t = (struct login_try){.failures = rows_int(&rows, 0),
                               .last_ms = rows_int(&rows, 1)};
    TRY(rows_done(&rows));
    *out = t;
    return OK;
}

static enum err forget(struct ctx *cx, const struct sha256_digest *subject) {
    return store_exec(cx->writer, SQL("DELETE FROM login_try WHERE subject = ?1"),
                      BIND(v_bytes(sha256_str(subject))));
}

static enum err count_failure(struct ctx *cx, const struct sha256_digest *subject) {
    struct login_try t;
    TRY(load(cx, subject, &t));
    t = login_try_next(&t, cx->now_ms);
    TRY(forget(cx, subject));
    return store_exec(
        cx->writer,
        SQL("INSERT INTO login_try (subject, failures, last_at)"
            " VALUES (?1, ?2, ?3)"),
        BIND(v_bytes(sha256_str(subject)), v_int(t.failures), v_int(t.last_ms)));
}

enum err login_ask(struct ctx *cx, struct str name, struct str remote,
                   int64_t *out_wait_ms) {
    struct sha256_digest by_name = subject_of_name(cx, name),
                         by_address = subject_of_address(cx, remote);
    struct login_try of_name, of_address;
    TRY(load(cx, &by_name, &of_name));
    TRY(load(cx, &by_address, &of_address));
    int64_t name_ms = login_wait_ms(&of_name, LOGIN_FREE_TRIES, cx->now_ms);
    int64_t address_ms = login_wait_ms(&of_address, LOGIN_FREE_TRIES_ADDRESS, cx->now_ms);
    *out_wait_ms = name_ms > address_ms ? name_ms : address_ms;
    return OK;
}

enum err login_failed(struct ctx *cx, struct str name, struct str remote) {
    struct sha256_digest by_name = subject_of_name(cx, name),
                         by_address = subject_of_address(cx, remote);
    TRY(count_failure(cx, &by_name));
    return count_failure(cx, &by_address);
}

enum err login_succeeded(struct ctx *cx, struct str name) {
    struct sha256_digest by_name = subject_of_name(cx, name);
    return forget(cx, &by_name);
}

enum err login_try_sweep(struct ctx *cx) {
    return store_exec(cx->writer, SQL("DELETE FROM login_try WHERE last_at <= ?1"),
                      BIND(v_int(cx->now_ms - LOGIN_FORGET_MS)));
}
