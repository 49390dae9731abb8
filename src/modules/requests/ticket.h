/* ticket.h - what lets somebody who has not logged in come back to one request, and to nothing else:
 * "<id>.<seal>", for one purpose. Pure. */
#ifndef REQUESTS_TICKET_H
#define REQUESTS_TICKET_H

#include "base/str.h"

#include <stdint.h>

struct arena;

enum { TICKET_BYTES = 80 }; /* longer ones are none */
#define TICKET_TALK "talk"
#define TICKET_CONFIRM "confirm"

struct str ticket_make(struct arena *mem, struct str key, const char *purpose,
                       int64_t request);
/* The request that it is for; 0: it is not ours, or for another purpose. */
int64_t ticket_read(struct arena *mem, struct str key, const char *purpose,
                    struct str ticket);

#endif
