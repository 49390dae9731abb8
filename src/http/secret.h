/* secret.h - what only one browser or program knows: made of a request's randomness, kept
 * only as a digest, compared without telling by its time how much of it was right. */
#ifndef HTTP_SECRET_H
#define HTTP_SECRET_H

#include "base/sha256.h"
#include "http/message.h"

struct arena;

enum { SECRET_CHARS = 43 }; /* 32 bytes in base64url */

/* A secret for `purpose`. One request's randomness gives independent secrets for different
 * purposes. */
struct str secret_make(struct arena *mem, const unsigned char random[REQUEST_RANDOM_BYTES],
                       const char *purpose);
/* What is stored instead of it. */
struct sha256_digest secret_digest(struct str secret);
/* Equal, and not empty. */
bool secret_eq(struct str a, struct str b);

#endif
