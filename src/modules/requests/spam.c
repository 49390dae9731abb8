#include "modules/requests/spam.h"

/* A riddle counts once: solved for one request, it says nothing of the next. */
static bool worked(const struct spam_evidence *e) {
    return e->solved && !e->used;
}

static bool crowded(const struct spam_evidence *e) {
    return e->from_address >= SPAM_FREE || e->by_form >= SPAM_FREE_FORM;
}

enum spam_verdict spam_judge(const struct spam_evidence *e) {
    if (e->from_address >= SPAM_MOST || e->by_form >= SPAM_MOST_FORM) return SPAM_LATER;
    if (e->trapped) return SPAM_TRAP;
    if (e->challenge == CHALLENGE_FORGED) return SPAM_FORGED;
    if (e->challenge == CHALLENGE_OLD) return SPAM_OLD;
    if (e->took_ms < SPAM_FAST_MS) return SPAM_FAST;
    return crowded(e) && !worked(e) ? SPAM_CROWD : SPAM_NONE;
}
