/* Packing must not give secrets away. Who can make a browser ask for pages with a text of
 * their choice in them, and sees how long the encrypted replies are, learns by trying
 * whether that text also stands elsewhere in the page (BREACH). Other sites cannot do that
 * unseen: our session cookie travels only with a link that fills the window (SameSite).
 * What is left is blurred as in R. Palacios et al., "HTB: A Very Effective Method to
 * Protect Web Servers Against BREACH Attack to HTTPS", IEEE Access 10 (2022): the header of
 * gzip has room for a file name that nobody reads, and ours is of random length. */
#include "server/pack.h"

#include "base/arena.h"
#include "server/exchange.h"
#include "server/machine.h"

#include <event2/http.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

struct packer {
    struct libdeflate_compressor *deflate;
};

struct packer *packer_create(void) {
    struct packer *p = calloc(1, sizeof *p);
    if (!p) abort();
    p->deflate = libdeflate_alloc_compressor(PACK_LEVEL);
    if (!p->deflate) abort();
    return p;
}

void packer_free(struct packer *p) {
    if (!p) return;
    libdeflate_free_compressor(p->deflate);
    free(p);
}

/* ---- Whether ---- */

/* "gzip;q=0" means: anything but gzip. */
static bool weighs_nothing(struct str parameters) {
    struct str q = str_trim(parameters);
    if (!str_starts(q, STR("q=0"))) return false;
    for (size_t i = 3; i < q.n; i++)
        if (q.p[i] != '.' && q.p[i] != '0') return false;
    return true;
}

bool pack_accepted(const struct request *r, const char *coding) {
    struct str rest = request_header(r, "accept-encoding"), one, name;
    while (str_cut(&rest, ',', &one)) {
        str_cut(&one, ';', &name);
        if (str_is(str_trim(name), coding)) return !weighs_nothing(one);
    }
    return false;
}

static bool is_text(struct str type) {
    static const struct str texts[] = {
        STR_INIT("text/"),
        STR_INIT("application/json"),
        STR_INIT("application/problem+json"),
        STR_INIT("application/javascript"),
        STR_INIT("image/svg+xml"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (str_starts(type, texts[i])) return true;
    return false;
}

static bool has_tag(const struct reply *r) {
    for (int i = 0; i < r->header_count; i++)
        if (str_is(r->headers[i].name, "ETag")) return true;
    return false;
}

static bool worth_it(const struct reply *r) {
    return !r->asset && r->body.n >= PACK_LEAST_BYTES && r->body.n <= PACK_MOST_BYTES
           && is_text(r->type) && !has_tag(r);
}

/* ---- The bytes of RFC 1952 ---- */

enum {
    GZIP_HEAD = 10,
    GZIP_TAIL = 8,
    GZIP_DEFLATE = 8,
    GZIP_NAMED = 1 << 3,
    GZIP_UNKNOWN_SYSTEM = 255,
};

/* Head and name; gives what follows them. */
static unsigned char *put_head(unsigned char *to, struct random_pool *random) {
    static const unsigned char head[GZIP_HEAD] = {
        0x1f, 0x8b, GZIP_DEFLATE, GZIP_NAMED, 0, 0, 0, 0, 0, GZIP_UNKNOWN_SYSTEM};
    unsigned char length;
    random_take(random, &length, sizeof length);
    length %= PACK_PADDING;
    memcpy(to, head, sizeof head);
    memset(to + GZIP_HEAD, 'a', length);
    to[GZIP_HEAD + length] = '\0';
    return to + GZIP_HEAD + length + 1;
}

static unsigned char *put_u32(unsigned char *to, uint32_t n) {
    for (int i = 0; i < 4; i++)
        *to++ = (unsigned char)(n >> 8 * i);
    return to;
}

static struct str packed(struct packer *p, struct arena *mem, struct str body,
                         struct random_pool *random) {
    size_t room = libdeflate_deflate_compress_bound(p->deflate, body.n);
    unsigned char *bytes = arena_alloc(mem, GZIP_HEAD + PACK_PADDING + room + GZIP_TAIL);
    unsigned char *to = put_head(bytes, random);
    to += libdeflate_deflate_compress(p->deflate, body.p, body.n, to, room);
    to = put_u32(to, libdeflate_crc32(0, body.p, body.n));
    to = put_u32(to, (uint32_t)body.n);
    return str_n((const char *)bytes, (size_t)(to - bytes));
}

void pack_reply(struct packer *p, struct exchange *x, struct random_pool *random) {
    struct evkeyvalq *out = evhttp_request_get_output_headers(x->http);
    if (!worth_it(&x->reply)) return;
    evhttp_add_header(out, "Vary", "Accept-Encoding");
    if (!pack_accepted(&x->request, "gzip")) return;
    x->reply.body = packed(p, x->mem, x->reply.body, random);
    evhttp_add_header(out, "Content-Encoding", "gzip");
}
