/* Of what a stranger sends as the mark of a form none is taken for ours, a mark of ours is taken and
 * none that differs from it, and an answer that solves the riddle has the bits it says. The first
 * byte says how the rest is used. */
#include "fuzz.h"

#include "modules/requests/challenge.h"

enum { FORM = 7, NOW_MS = 1000000 };
#define KEY STR("a key that no input knows")

static void ours(struct arena *mem, struct str nonce) {
    int64_t shown = 0;
    bool dots = str_has(nonce, STR("."));
    struct str made = challenge_make(mem, KEY, FORM, NOW_MS, dots ? STR("n") : nonce);
    must(challenge_read(mem, KEY, FORM, made, NOW_MS, &shown) == CHALLENGE_GOOD
         && shown == NOW_MS);
    must(challenge_read(mem, KEY, FORM + 1, made, NOW_MS, &shown) == CHALLENGE_FORGED);
}

static void stranger(struct arena *mem, struct str sent) {
    int64_t shown = -1;
    must(challenge_read(mem, KEY, FORM, sent, NOW_MS, &shown) == CHALLENGE_FORGED);
    must(shown == -1);
}

/* One byte of a good mark is another one. */
static void changed(struct arena *mem, unsigned at, char to) {
    int64_t shown;
    struct str made = challenge_make(mem, KEY, FORM, NOW_MS, STR("nonce"));
    char *bytes = (char *)arena_alloc(mem, made.n);
    memcpy(bytes, made.p, made.n);
    if (bytes[at % made.n] == to) return;
    bytes[at % made.n] = to;
    stranger(mem, str_n(bytes, made.n));
    must(challenge_read(mem, KEY, FORM, made, NOW_MS, &shown) == CHALLENGE_GOOD);
}

static void riddle(struct str bytes) {
    struct str challenge = bytes, answer;
    if (!str_cut(&challenge, ' ', &answer)) return;
    if (challenge_solved(challenge, answer)) must(answer.n <= CHALLENGE_ANSWER_BYTES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 3) return 0;
    struct arena *mem = arena_create();
    struct str rest = str_n((const char *)data + 1, size - 1);
    switch (data[0] & 3) {
    case 0: stranger(mem, rest); break;
    case 1: ours(mem, rest); break;
    case 2: changed(mem, data[1], (char)data[2]); break;
    default: riddle(rest);
    }
    arena_free(mem);
    return 0;
}
