/* pack.h - replies of text leave as gzip to clients that can unpack it: a list of fifty
 * rows is then a tenth as long. Assets are packed by the build, and what goes out piece by
 * piece (event streams, pour.h) leaves as it is. One packer belongs to one thread. */
#ifndef SERVER_PACK_H
#define SERVER_PACK_H

#include <stdbool.h>

struct exchange;
struct packer;
struct random_pool;
struct request;

enum {
    PACK_LEAST_BYTES = 1024,           /* fewer fit into one packet anyway */
    PACK_MOST_BYTES = 2 * 1024 * 1024, /* more would hold up the loop */
    PACK_LEVEL = 1,                    /* libdeflate's, of 12 */
    PACK_PADDING = 128,                /* the random length is below this */
};

struct packer *packer_create(void);
void packer_free(struct packer *p); /* NULL is fine */

/* Whether the client's Accept-Encoding takes `coding`. */
bool pack_accepted(const struct request *r, const char *coding);

/* Pack the reply's body, if it is worth it and the client can unpack it, and say so in its
 * headers. A reply with an entity tag stays as it is: the tag names these very bytes, and
 * programs send it back in If-Match. */
void pack_reply(struct packer *p, struct exchange *x, struct random_pool *random);

#endif
