/* hmac.h - a seal on a text that only who knows the key can make: HMAC-SHA256 of RFC 2104. */
#ifndef BASE_HMAC_H
#define BASE_HMAC_H

#include "base/sha256.h"

struct sha256_digest hmac_sha256(struct str key, struct str text);

#endif
