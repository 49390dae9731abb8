/* api_token.h - lets a program act with a user's rights: `Authorization: Bearer mt_…`.
 * The text is shown once, when it is made; the table keeps its digest. */
#ifndef HTTP_API_TOKEN_H
#define HTTP_API_TOKEN_H

#include "http/message.h"
#include "records/ctx.h"
#include "store/schema.h"

enum { API_TOKEN_LIST = 200, API_TOKEN_USED_EVERY_MS = MS_PER_MINUTE };

struct api_token {
    int64_t id, user, created_ms;
    int64_t used_ms;    /* 0: never */
    int64_t expires_ms; /* 0: never */
    struct str name;    /* what its owner calls it */
};

extern const struct table api_token_table;

enum err api_token_create(struct ctx *cx, const unsigned char random[REQUEST_RANDOM_BYTES],
                          int64_t user, struct str name, int64_t expires_ms,
                          struct str *out_text);
/* The live token of the request, else ERR_ABSENT. One look-up by key. */
enum err api_token_find(struct ctx *cx, const struct request *r, struct api_token *out);
/* Whether used_ms is old enough to be worth a write, and the write. */
bool api_token_used_due(const struct api_token *t, int64_t now_ms);
enum err api_token_used(struct ctx *cx, int64_t id);

/* The user's tokens, the latest first. */
enum err api_token_list(struct ctx *cx, int64_t user, struct api_token **out,
                        int *out_count);
/* ERR_ABSENT if it is not theirs. */
enum err api_token_end(struct ctx *cx, int64_t user, int64_t id);
enum err api_token_end_all(struct ctx *cx, int64_t user);

#endif
