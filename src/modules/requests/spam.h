/* spam.h - whether what came by an open form is a person's. Nothing is asked of anybody
 * outside: a field that people do not see, the time it took, how many came from there, and a
 * riddle that a browser solves meanwhile. Values in, a verdict out.
 * What looks like a robot's is kept apart and never thrown away; only who sends more in an hour
 * than can be kept is asked to come again later. */
#ifndef REQUESTS_SPAM_H
#define REQUESTS_SPAM_H

#include "modules/requests/challenge.h"

enum {
    SPAM_FAST_MS = 3 * MS_PER_SECOND, /* nobody reads and writes faster */
    SPAM_FREE = 5,        /* of one address in an hour; more with a solved riddle each */
    SPAM_MOST = 60,       /* of one address in an hour: more is not taken */
    SPAM_FREE_FORM = 200, /* the same of one form, from wherever they come */
    SPAM_MOST_FORM = 20000,
};

struct spam_evidence {
    bool trapped; /* the field that people do not see was filled in */
    enum challenge_state challenge;
    bool used;       /* the challenge brought another request before */
    bool solved;     /* its riddle */
    int64_t took_ms; /* from showing to posting; of a challenge that is not forged */
    int64_t from_address, by_form; /* kept in this hour before it */
};

enum spam_verdict {
    SPAM_NONE,
    SPAM_TRAP, /* kept apart, for this reason … */
    SPAM_FORGED,
    SPAM_FAST,
    SPAM_CROWD,
    SPAM_OLD,   /* shown too long ago: to be sent once more, with nothing lost */
    SPAM_LATER, /* not taken: too many */
};

enum spam_verdict spam_judge(const struct spam_evidence *e);

#endif
