#include "base/csv_table.h"

#include "base/arena.h"

enum { PIECE_BYTES = 64 * 1024 }; /* what a memory source gives at once */

static enum err read_memory(struct byte_source *source, struct str *out_bytes) {
    struct memory_source *self = (struct memory_source *)source;
    *out_bytes = str_first(self->rest, PIECE_BYTES);
    self->rest = str_from(self->rest, PIECE_BYTES);
    return OK;
}

struct memory_source memory_source(struct str bytes) {
    return (struct memory_source){{read_memory}, bytes};
}

static void feed(struct csv_table *t, struct str bytes) {
    t->text.n = 0;
    if (bytes.n) {
        charset_feed(&t->charset, bytes, &t->text);
    } else {
        charset_end(&t->charset, &t->text);
        t->ended = true;
    }
    csv_feed(t->csv, buf_str(&t->text));
    if (t->ended) csv_end(t->csv);
}

static enum err next_row(struct table_source *source, struct table_row *out_row) {
    struct csv_table *t = (struct csv_table *)source;
    while (!csv_next(t->csv, out_row)) {
        if (t->ended) return ERR_ABSENT;
        struct str bytes;
        TRY(t->bytes->read(t->bytes, &bytes));
        feed(t, bytes);
        if (t->text.failed) return ERR_LIMIT;
    }
    return OK;
}

/* Enough of the beginning to guess the encoding from, or all there is. */
static enum err read_head(struct csv_table *t, bool *out_ended) {
    struct str bytes = {0};
    do {
        TRY(t->bytes->read(t->bytes, &bytes));
        buf_put(&t->head, bytes);
    } while (bytes.n && t->head.n < CHARSET_HEAD_BYTES);
    *out_ended = bytes.n == 0;
    return t->head.failed ? ERR_LIMIT : OK;
}

static struct csv_table blank(struct arena *mem, struct byte_source *bytes,
                              const struct csv_options *options) {
    return (struct csv_table){
        .source = {next_row},
        .csv = csv_create(mem, options),
        .bytes = bytes,
        .mem = mem,
        .text = buf_in(mem, 0),
        .head = buf_in(mem, 0),
    };
}

enum err csv_table_init(struct csv_table *t, struct arena *mem, struct byte_source *bytes,
                        const struct csv_options *options) {
    bool ended;
    *t = blank(mem, bytes, options);
    TRY(read_head(t, &ended));
    charset_init(&t->charset, mem, charset_guess(buf_str(&t->head)));
    if (t->head.n) feed(t, buf_str(&t->head));
    if (ended) feed(t, STR(""));
    return t->text.failed ? ERR_LIMIT : OK;
}

enum err csv_table_init_as(struct csv_table *t, struct arena *mem,
                           struct byte_source *bytes, const struct csv_options *options,
                           enum charset from) {
    *t = blank(mem, bytes, options);
    charset_init(&t->charset, mem, from);
    return OK;
}
