#include "modules/requests/gate.h"

#include "base/encode.h"
#include "modules/requests/rate.h"
#include "persian/sort.h"
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

/* Texts are found by the keys that they are sorted by, which indexes hold: under a crowd the requests of
 * a form are many. */
static struct value key_of(struct ctx *cx, struct str text) {
    return v_text(fa_sort_key(cx->mem, text));
}

enum err gate_seen(struct ctx *cx, const struct posted *p, int64_t *out) {
    struct str mark = gate_mark(cx, p);
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, form FROM request WHERE mark_s = ?1 AND mark = ?2"),
                    BIND(key_of(cx, mark), v_text(mark)), &rows));
    while (rows_next(&rows))
        if (rows_int(&rows, 1) == p->form) *out = rows_int(&rows, 0);
    return rows_done(&rows);
}

static enum err was_used(struct ctx *cx, const struct posted *p, bool *out) {
    return store_exists(
        cx->db,
        SQL("SELECT 1 FROM request"
            " WHERE form = ?1 AND challenge_s = ?2 AND challenge = ?3 LIMIT 1"),
        BIND(v_int(p->form), key_of(cx, p->challenge), v_text(p->challenge)), out);
}

/* ---- How many ---- */

static struct str address_of(struct ctx *cx, const struct posted *p) {
    return str_join(cx->mem, STR("address:"), p->network);
}

static struct str form_of(struct ctx *cx, const struct posted *p) {
    return str_format(cx->mem, "form:%lld", (long long)p->form);
}

enum err gate_count(struct ctx *cx, const struct posted *p) {
    TRY(rate_count(cx, p->key, address_of(cx, p)));
    return rate_count(cx, p->key, form_of(cx, p));
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
    TRY(rate_kept(cx, p->key, address_of(cx, p), &e.from_address));
    TRY(rate_kept(cx, p->key, form_of(cx, p), &e.by_form));
    *out = e;
    return OK;
}
