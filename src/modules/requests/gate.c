#include "modules/requests/gate.h"

#include "base/encode.h"
#include "base/hmac.h"
#include "records/rules/settings.h"

#define KEY_SETTING "request.key"

/* ---- The key ---- */

enum err gate_key(struct ctx *cx, struct str *out) {
    return store_text(cx->db, cx->mem, SQL("SELECT value FROM setting WHERE name = ?1"),
                      BIND(v_text(STR(KEY_SETTING))), out);
}

enum err gate_key_make(struct ctx *cx, struct str secret, struct str *out) {
    enum err e = gate_key(cx, out);
    if (e != ERR_ABSENT) return e;
    TRY(settings_put(cx->writer, KEY_SETTING, secret));
    *out = secret;
    return OK;
}

/* ---- Coming twice ---- */

struct str gate_mark(struct ctx *cx, const struct posted *p) {
    struct sha256_digest digest = sha256(p->body);
    struct buf b = buf_in(cx->mem, 0);
    buf_hex(&b, sha256_str(&digest));
    return buf_str(&b);
}

enum err gate_seen(struct ctx *cx, const struct posted *p, bool *out) {
    return store_exists(cx->db,
                        SQL("SELECT 1 FROM request WHERE mark = ?1 AND form = ?2 LIMIT 1"),
                        BIND(v_text(gate_mark(cx, p)), v_int(p->form)), out);
}

static enum err was_used(struct ctx *cx, const struct posted *p, bool *out) {
    return store_exists(
        cx->db, SQL("SELECT 1 FROM request WHERE form = ?1 AND challenge = ?2 LIMIT 1"),
        BIND(v_int(p->form), v_text(p->challenge)), out);
}

/* ---- How many ---- */

static int64_t span_of(const struct ctx *cx) {
    return cx->now_ms / MS_PER_HOUR;
}

/* Sealed, so that nobody who reads the table finds addresses by trying them all. */
static struct sha256_digest address_of(struct ctx *cx, const struct posted *p) {
    return hmac_sha256(p->key, str_join(cx->mem, STR("address:"), p->network));
}

static struct sha256_digest form_of(struct ctx *cx, const struct posted *p) {
    return hmac_sha256(p->key, str_format(cx->mem, "form:%lld", (long long)p->form));
}

static enum err kept(struct ctx *cx, struct sha256_digest subject, int64_t *out) {
    enum err e = store_int(
        cx->db, SQL("SELECT kept FROM request_rate WHERE span = ?1 AND subject = ?2"),
        BIND(v_int(span_of(cx)), v_bytes(sha256_str(&subject))), out);
    return e == ERR_ABSENT ? OK : e;
}

static enum err count_one(struct ctx *cx, struct sha256_digest subject) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO request_rate (span, subject, kept) VALUES (?1, ?2, 1)"
            " ON CONFLICT (span, subject) DO UPDATE SET"
            " kept = request_rate.kept + 1"),
        BIND(v_int(span_of(cx)), v_bytes(sha256_str(&subject))));
}

enum err gate_count(struct ctx *cx, const struct posted *p) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM request_rate WHERE span < ?1"),
                   BIND(v_int(span_of(cx)))));
    TRY(count_one(cx, address_of(cx, p)));
    return count_one(cx, form_of(cx, p));
}

/* ---- All together ---- */

enum err gate_evidence(struct ctx *cx, const struct posted *p, struct spam_evidence *out) {
    struct spam_evidence e = {.trapped = p->trapped};
    int64_t shown_ms = cx->now_ms;
    e.challenge =
        challenge_read(cx->mem, p->key, p->form, p->challenge, cx->now_ms, &shown_ms);
    e.took_ms = cx->now_ms - shown_ms;
    if (e.challenge == CHALLENGE_GOOD) TRY(was_used(cx, p, &e.used));
    e.solved = e.challenge == CHALLENGE_GOOD && challenge_solved(p->challenge, p->answer);
    TRY(kept(cx, address_of(cx, p), &e.from_address));
    TRY(kept(cx, form_of(cx, p), &e.by_form));
    *out = e;
    return OK;
}
