/* wire.h - requests and replies as bytes: to hand the browser module the same request that
 * the server had, and to record conversations. Little-endian; a text is its length in 4
 * bytes and then its bytes; a list is its count in 4 bytes and then its members.
 *
 *     request: "MQ" 1 | method:u8 flags:u8 (1 head, 2 secure) now_ms:i64 proven_user:i64
 *              random[64] | path query remote host reference body | list of (name value)
 *     reply:   "MR" 1 | flags:u8 (1 keep, 2 stream) status:u16 | type log body
 *              | list of (name value)
 *
 * The browser module's script reads and writes the same; a change needs a new
 * version byte. */
#ifndef HTTP_WIRE_H
#define HTTP_WIRE_H

#include "base/buf.h"
#include "base/err.h"
#include "http/message.h"

enum { WIRE_VERSION = 1, WIRE_HEADERS = 1000 };

/* `prepared` stays behind: it is the other side's to prepare. */
void request_write(struct buf *out, const struct request *r);
/* ERR_CORRUPT for bytes that are no request the server could have sent. Texts
 * are borrowed. */
enum err request_read(struct arena *mem, struct str bytes, struct request *out);

/* An asset must have been turned into a body before. */
void reply_write(struct buf *out, const struct reply *r);
enum err reply_read(struct arena *mem, struct str bytes, struct reply *out);

#endif
