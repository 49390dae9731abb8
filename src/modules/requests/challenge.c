#include "modules/requests/challenge.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "base/hmac.h"

/* The seal is over the form too, so that one form's challenge does not open another. */
static struct str seal(struct arena *mem, struct str key, int64_t form, struct str shown,
                       struct str nonce) {
    struct str text =
        str_format(mem, "%lld.%.*s.%.*s", (long long)form, STR_ARG(shown), STR_ARG(nonce));
    struct sha256_digest digest = hmac_sha256(key, text);
    struct buf b = buf_in(mem, 0);
    buf_base64url(&b, sha256_str(&digest));
    return buf_str(&b);
}

struct str challenge_make(struct arena *mem, struct str key, int64_t form, int64_t now_ms,
                          struct str nonce) {
    struct str shown = str_format(mem, "%lld", (long long)now_ms);
    nonce = str_first(nonce, CHALLENGE_NONCE_CHARS);
    struct str sealed = seal(mem, key, form, shown, nonce);
    return str_format(mem, "%.*s.%.*s.%.*s", STR_ARG(shown), STR_ARG(nonce),
                      STR_ARG(sealed));
}

enum challenge_state challenge_read(struct arena *mem, struct str key, int64_t form,
                                    struct str challenge, int64_t now_ms,
                                    int64_t *out_shown_ms) {
    struct str rest = challenge, shown, nonce;
    int64_t at;
    bool parts = challenge.n <= CHALLENGE_BYTES && key.n && str_cut(&rest, '.', &shown)
                 && str_cut(&rest, '.', &nonce) && str_int(shown, &at);
    if (!parts || !seal_eq(rest, seal(mem, key, form, shown, nonce)) || at > now_ms)
        return CHALLENGE_FORGED;
    *out_shown_ms = at;
    return now_ms - at > CHALLENGE_AGE_MS ? CHALLENGE_OLD : CHALLENGE_GOOD;
}

/* ---- The riddle ---- */

int zero_bits(const struct sha256_digest *digest) {
    int bits = 0;
    for (int i = 0; i < SHA256_BYTES; i++, bits += 8) {
        unsigned byte = digest->bytes[i];
        if (!byte) continue;
        for (unsigned bit = 0x80; !(byte & bit); bit >>= 1)
            bits++;
        return bits;
    }
    return bits;
}

bool challenge_solved(struct str challenge, struct str answer) {
    struct sha256 hash;
    if (!challenge.n || !answer.n || answer.n > CHALLENGE_ANSWER_BYTES) return false;
    sha256_init(&hash);
    sha256_add(&hash, challenge);
    sha256_add(&hash, answer);
    struct sha256_digest digest = sha256_done(&hash);
    return zero_bits(&digest) >= CHALLENGE_BITS;
}
