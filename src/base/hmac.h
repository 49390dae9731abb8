/* hmac.h - a seal on a text that only who knows the key can make: HMAC-SHA256 of RFC 2104. */
#ifndef BASE_HMAC_H
#define BASE_HMAC_H

#include "base/sha256.h"

struct sha256_digest hmac_sha256(struct str key, struct str text);
/* Whether two seals, however written, are the same and not empty; takes as long wherever they
 * differ. */
bool seal_eq(struct str a, struct str b);

#endif
