/* params.h - the parameters of an address, strictly: one that nobody asks for is a mistake,
 * so that a misspelt filter does not silently give everything.
 *
 *     struct params q = params_begin(p);
 *     struct str search = param_text(&q, "search");
 *     if (!params_end(&q)) return OK;
 */
#ifndef API_PARAMS_H
#define API_PARAMS_H

#include "http/route.h"

enum { PARAMS_MOST = 16 };

struct params {
    struct page *page;
    const char *asked[PARAMS_MOST];
    int count;
};

struct params params_begin(struct page *p);

/* The value of a parameter, or empty. */
struct str param_text(struct params *q, const char *name);
/* A whole number within least … most; `otherwise` when it is not there. */
int64_t param_int(struct params *q, const char *name, int64_t least, int64_t most,
                  int64_t otherwise);
/* Note a mistake with a parameter. */
void param_wrong(struct params *q, const char *name, enum msg msg, struct str value);

/* False: there were mistakes, and the reply says so. */
bool params_end(struct params *q);

#endif
