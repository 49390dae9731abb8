/* What is accepted can be written, read again, and written the same. */
#include "fuzz.h"

#include "base/json.h"
#include "base/json_write.h"

static struct str written(struct arena *mem, const struct json *value) {
    struct buf out = buf_in(mem, 0);
    struct json_writer w = json_writer(&out);
    json_write_tree(&w, value);
    must(!out.failed && w.depth == 0);
    return buf_str(&out);
}

static void look(struct arena *mem, const struct json *value) {
    int64_t n;
    json_int(value, &n);
    json_decimal(value, 4, &n);
    JSON_EACH(child, value) {
        look(mem, child);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *mem = arena_create();
    struct str text = str_n((const char *)data, size);
    struct json_fault fault = {0};
    struct json *root, *again;
    enum err err = json_parse(mem, text, NULL, &root, &fault);
    if (err == OK) {
        look(mem, root);
        struct str first = written(mem, root);
        must(utf8_valid(first));
        must(json_parse(mem, first, NULL, &again, &fault) == OK);
        must(str_eq(first, written(mem, again)));
    } else {
        must(fault.at <= size && fault.why);
    }
    arena_free(mem);
    return 0;
}
