#include "modules/requests/rate.h"

#include "base/hmac.h"

static int64_t span_of(const struct ctx *cx) {
    return cx->now_ms / MS_PER_HOUR;
}

enum err rate_kept(struct ctx *cx, struct str key, struct str subject, int64_t *out) {
    struct sha256_digest digest = hmac_sha256(key, subject);
    enum err e = store_int(
        cx->db, SQL("SELECT kept FROM request_rate WHERE span = ?1 AND subject = ?2"),
        BIND(v_int(span_of(cx)), v_bytes(sha256_str(&digest))), out);
    return e == ERR_ABSENT ? OK : e;
}

enum err rate_count(struct ctx *cx, struct str key, struct str subject) {
    struct sha256_digest digest = hmac_sha256(key, subject);
    TRY(store_exec(cx->writer, SQL("DELETE FROM request_rate WHERE span < ?1"),
                   BIND(v_int(span_of(cx)))));
    return store_exec(
        cx->writer,
        SQL("INSERT INTO request_rate (span, subject, kept) VALUES (?1, ?2, 1)"
            " ON CONFLICT (span, subject) DO UPDATE SET"
            " kept = request_rate.kept + 1"),
        BIND(v_int(span_of(cx)), v_bytes(sha256_str(&digest))));
}
