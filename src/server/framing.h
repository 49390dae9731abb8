/* framing.h - reads a connection along with libevent, byte by byte, and notes where it is more
 * lenient than others: a NUL in a header, which it takes for the end of the value; a size of a
 * chunk that is more than hexadecimal digits (0x5, +5, "5 "); chunks that do not end where
 * their size says. Two readers of such bytes can see two different requests. */
#ifndef SERVER_FRAMING_H
#define SERVER_FRAMING_H

#include "base/str.h"

enum framing_part {
    FRAMING_HEAD,  /* lines up to an empty one */
    FRAMING_SIZE,  /* of a chunk */
    FRAMING_CHUNK, /* its bytes */
    FRAMING_CHUNK_END,
    FRAMING_TRAILERS, /* lines up to an empty one */
    FRAMING_REST,     /* what needs no look: a body of known length, and what follows */
};

enum { FRAMING_NAME = 18 }; /* "transfer-encoding:" */

struct framing {
    enum framing_part part;
    bool odd;             /* the request is not to be answered */
    bool chunked, ending; /* `ending`: after the CR of a line that must end with it */
    size_t line;          /* bytes of the line so far */
    char name[FRAMING_NAME];
    uint64_t left; /* of the chunk */
};

/* A new request begins with the next byte. */
void framing_begin(struct framing *f);
void framing_read(struct framing *f, struct str bytes);

#endif
