#include "records/data/pile.h"

#include "base/encode.h"
#include "base/sha256.h"
#include "store/files.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

/* `at` is the offset of the piece's first byte. */
static const struct column columns[] = {
    COLUMN("pile", INT),
    COLUMN("at", INT),
    COLUMN("bytes", INT),
    COLUMN("sha256", TEXT),
};
static const struct str key[] = {STR_INIT("pile"), STR_INIT("at")};
const struct table pile_table = {STR_INIT("pile"), columns, 4, key, 2, true, NULL, 0};

enum err pile_size(struct ctx *cx, int64_t pile, int64_t *out_bytes) {
    int64_t size = 0;
    enum err e = store_int(cx->db,
                           SQL("SELECT at + bytes FROM pile WHERE pile = ?1"
                               " ORDER BY at DESC LIMIT 1"),
                           BIND(v_int(pile)), &size);
    if (e != OK && e != ERR_ABSENT) return e;
    *out_bytes = size;
    return OK;
}

static enum err append_piece(struct ctx *cx, int64_t pile, int64_t at, struct str piece) {
    struct sha256_digest digest = sha256(piece);
    struct buf name = buf_in(cx->mem, 0);
    buf_hex(&name, sha256_str(&digest));
    TRY(files_put(cx->writer, buf_str(&name), piece));
    return store_exec(
        cx->writer,
        SQL("INSERT INTO pile (pile, at, bytes, sha256) VALUES (?1, ?2, ?3, ?4)"),
        BIND(v_int(pile), v_int(at), v_int((int64_t)piece.n), v_text(buf_str(&name))));
}

enum err pile_append(struct ctx *cx, int64_t pile, struct str bytes) {
    int64_t at = 0;
    TRY(pile_size(cx, pile, &at));
    while (bytes.n) {
        struct str piece = str_first(bytes, FILE_PIECE_BYTES);
        TRY(append_piece(cx, pile, at, piece));
        at += (int64_t)piece.n;
        bytes = str_from(bytes, piece.n);
    }
    return OK;
}

/* The rest of the piece that holds the byte at `offset`; empty at the end of the pile. */
static enum err read_piece(struct ctx *cx, int64_t pile, int64_t offset, struct str *out) {
    struct rows rows;
    struct str name = STR(""), piece;
    int64_t at = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT at, sha256 FROM pile WHERE pile = ?1 AND at <= ?2"
                        " ORDER BY at DESC LIMIT 1"),
                    BIND(v_int(pile), v_int(offset)), &rows));
    if (rows_next(&rows)) {
        at = rows_int(&rows, 0);
        name = str_dup(cx->mem, rows_text(&rows, 1));
    }
    TRY(rows_done(&rows));
    *out = STR("");
    if (!name.n) return OK;
    TRY(files_get(cx->db, cx->mem, name, &piece));
    *out = str_from(piece, (size_t)(offset - at));
    return OK;
}

enum err pile_read(struct ctx *cx, int64_t pile, int64_t offset, size_t most,
                   struct str *out) {
    struct buf bytes = buf_in(cx->mem, most);
    struct str part;
    do {
        TRY(read_piece(cx, pile, offset + (int64_t)bytes.n, &part));
        if (part.n >= most && !bytes.n) { /* one piece is enough, and needs no copy */
            *out = str_first(part, most);
            return OK;
        }
        buf_put(&bytes, str_first(part, most - bytes.n));
    } while (part.n && bytes.n < most);
    if (bytes.failed) return ERR_LIMIT;
    *out = buf_str(&bytes);
    return OK;
}
