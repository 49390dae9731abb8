/* What is read can be written again, byte for byte. */
#include "fuzz.h"

#include "http/wire.h"

static void read_request(struct arena *mem, struct str bytes) {
    struct request r;
    struct buf b = buf_in(mem, 0);
    if (request_read(mem, bytes, &r) != OK) return;
    must(request_path_ok(r.path) && r.header_count <= WIRE_HEADERS);
    request_write(&b, &r);
    must(str_eq(buf_str(&b), bytes));
}

static void read_reply(struct arena *mem, struct str bytes) {
    struct reply r;
    struct buf b = buf_in(mem, 0);
    if (reply_read(mem, bytes, &r) != OK) return;
    reply_write(&b, &r);
    must(str_eq(buf_str(&b), bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *mem = arena_create();
    read_request(mem, str_n((const char *)data, size));
    read_reply(mem, str_n((const char *)data, size));
    arena_free(mem);
    return 0;
}
