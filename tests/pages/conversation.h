/* conversation.h - one .page file while it is held. */
#ifndef TESTS_CONVERSATION_H
#define TESTS_CONVERSATION_H

#include "../unit/noted.h"
#include "app/app.h"
#include "store/store.h"

enum { KEPT_NAMES = 50, BODY_BYTES = 100000 };

struct conversation {
    const char *file;
    int line, failed;
    struct arena *mem;
    struct store *store;
    struct organisation *organisation;
    struct app *app;
    struct str user; /* who asks; empty: nobody */
    int64_t now_ms;
    int requests;
    struct kept {
        struct str name, value;
    } kept[KEPT_NAMES];
    int kept_count;
    int64_t statements; /* of the latest request */
    bool faults;        /* fail each statement of each request once */
    struct buf *transcript;
    struct noted noted; /* behind the path's first name, or "customer" for their page */
};

/* Say what is wrong at the line being held. */
void conversation_wrong(struct conversation *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* `{name}` replaced by what was kept. */
struct str conversation_filled(struct conversation *c, struct str text);

/* Send a request and check the reply against the expectation lines; both are raw text. */
struct reply conversation_ask(struct conversation *c, struct str method, struct str target,
                              struct str body);
void conversation_expect(struct conversation *c, const struct reply *reply,
                         struct str line);

#endif
