/* gate.h - what is asked of a post of an open form before anything of it is kept: the key that
 * seals challenges, how many came from there in this hour, and whether it came before. */
#ifndef REQUESTS_GATE_H
#define REQUESTS_GATE_H

#include "modules/requests/spam.h"
#include "records/ctx.h"

/* One post, as it came. */
struct posted {
    int64_t form;
    struct str key;     /* of gate_key */
    struct str network; /* whom the address belongs to; kept only as a sealed digest */
    struct str challenge, answer, body;
    bool trapped;
};

enum { GATE_MARK_CHARS = 64 };

/* The organisation's key; ERR_ABSENT: none was made yet. */
enum err gate_key(struct ctx *cx, struct str *out);
/* Keep `secret` as the key, unless there is one; *out is the one in force. */
enum err gate_key_make(struct ctx *cx, struct str secret, struct str *out);

/* What one post is known by: the same post gives the same mark. */
struct str gate_mark(struct ctx *cx, const struct posted *p);
/* The request that the same post became before; 0: none. */
enum err gate_seen(struct ctx *cx, const struct posted *p, int64_t *out);
/* What speaks for and against it. */
enum err gate_evidence(struct ctx *cx, const struct posted *p, struct spam_evidence *out);
/* One more was kept. */
enum err gate_count(struct ctx *cx, const struct posted *p);

#endif
