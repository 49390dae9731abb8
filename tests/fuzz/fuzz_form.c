/* A form never reads beyond its bytes, keeps its limits, and its values can be encoded
 * again. The first byte chooses the kind; a multipart body has the boundary "b". */
#include "fuzz.h"

#include "http/form.h"
#include "http/message.h"

static void look(struct arena *mem, const struct form *f) {
    must(f->count >= 0 && f->count <= FORM_FIELDS);
    for (int i = 0; i < f->count; i++) {
        struct buf b = buf_in(mem, 0);
        struct str back;
        url_encode(&b, f->fields[i].value);
        must(url_decode(mem, buf_str(&b), false, &back)
             && str_eq(back, f->fields[i].value));
        must(form_has(f, str_z(mem, f->fields[i].name))
             || memchr(f->fields[i].name.p, 0, f->fields[i].name.n));
        must(!str_has(f->fields[i].file_name, STR("/")));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const types[] = {"application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=b"};
    if (size == 0) return 0;
    struct arena *mem = arena_create();
    struct header type = {STR("content-type"), str_of(types[data[0] & 1])};
    struct request r = {.method = POST,
                        .headers = &type,
                        .header_count = 1,
                        .body = str_n((const char *)data + 1, size - 1)};
    struct form f;
    if (form_parse_body(mem, &r, &f) == OK) look(mem, &f);
    arena_free(mem);
    return 0;
}
