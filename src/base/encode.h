/* encode.h - bytes as text: hexadecimal, and base 64 with the alphabet for addresses
 * (RFC 4648 §5, "-" and "_", without padding) or for mail (§4, with padding). */
#ifndef BASE_ENCODE_H
#define BASE_ENCODE_H

#include "base/buf.h"

void buf_hex(struct buf *b, struct str bytes); /* small letters */
void buf_base64url(struct buf *b, struct str bytes);
void buf_base64(struct buf *b, struct str bytes);

/* Read the one for addresses back, appending the bytes. False, and nothing appended, for any other text. */
bool buf_from_base64url(struct buf *b, struct str text);

#endif
