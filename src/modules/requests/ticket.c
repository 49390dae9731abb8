#include "modules/requests/ticket.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "base/hmac.h"
#include "base/id.h"

static struct str seal(struct arena *mem, struct str key, const char *purpose,
                       int64_t request) {
    struct str text = str_format(mem, "%s:%lld", purpose, (long long)request);
    struct sha256_digest digest = hmac_sha256(key, text);
    struct buf b = buf_in(mem, 0);
    buf_base64url(&b, sha256_str(&digest));
    return buf_str(&b);
}

struct str ticket_make(struct arena *mem, struct str key, const char *purpose,
                       int64_t request) {
    struct str sealed = seal(mem, key, purpose, request);
    return str_format(mem, "%s.%.*s", id_text(request).z, STR_ARG(sealed));
}

int64_t ticket_read(struct arena *mem, struct str key, const char *purpose,
                    struct str ticket) {
    struct str rest = ticket, id;
    int64_t request;
    if (ticket.n > TICKET_BYTES || !key.n || !str_cut(&rest, '.', &id)
        || !id_parse(id, &request))
        return 0;
    return seal_eq(rest, seal(mem, key, purpose, request)) ? request : 0;
}
