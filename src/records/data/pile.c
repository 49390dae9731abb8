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
static const struct str by_piece[] = {STR_INIT("sha256")};
static const struct index indexes[] = {{STR_INIT("pile__piece"), by_piece, 1, false}};
const struct table pile_table = {STR_INIT("pile"), columns, 4, key, 2, true, indexes, 1,
                                 STR_INIT("pile")};

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

/* ---- Forgetting ---- */

enum err pile_next(struct ctx *cx, int64_t after, int64_t *out) {
    return store_int(cx->db,
                     SQL("SELECT pile FROM pile WHERE pile > ?1 ORDER BY pile LIMIT 1"),
                     BIND(v_int(after)), out);
}

enum err pile_remove(struct ctx *cx, int64_t pile) {
    return store_exec(cx->writer, SQL("DELETE FROM pile WHERE pile = ?1"),
                      BIND(v_int(pile)));
}

/* Leave the keys that no pile has. */
static enum err keep_unused(struct ctx *cx, struct str *keys, int *count) {
    int unused = 0;
    for (int i = 0; i < *count; i++) {
        bool used;
        TRY(store_exists(cx->db, SQL("SELECT 1 FROM pile WHERE sha256 = ?1 LIMIT 1"),
                         BIND(v_text(keys[i])), &used));
        if (!used) keys[unused++] = keys[i];
    }
    *count = unused;
    return OK;
}

enum err pile_sweep(struct ctx *cx, struct str *place, int most) {
    struct str *keys;
    int count;
    TRY(files_list(cx->db, cx->mem, *place, most, &keys, &count));
    *place = count == most ? keys[count - 1] : STR("");
    TRY(keep_unused(cx, keys, &count));
    return files_forget(cx->writer, keys, count);
}

/* ---- Proving ---- */

enum { PROVE_PIECES = 1000 };

/* Compare both sides from the key `after` on, and move it; "" at the end. */
static enum err prove_some(struct ctx *cx, struct arena *mem, char after[FILE_KEY_CHARS],
                           struct str *place, struct pile_proof *out) {
    struct str *keys;
    int64_t named = 0;
    int count;
    TRY(files_list(cx->db, mem, *place, PROVE_PIECES, &keys, &count));
    int there = count;
    bool last = count < PROVE_PIECES;
    struct str end = last ? STR("~") : keys[count - 1];
    TRY(store_int(cx->db,
                  SQL("SELECT count(DISTINCT sha256) FROM pile WHERE sha256 > ?1"
                      " AND sha256 <= ?2"),
                  BIND(v_text(*place), v_text(end)), &named));
    if (!last) memcpy(after, end.p, FILE_KEY_CHARS);
    *place = str_n(after, last ? 0 : FILE_KEY_CHARS);
    TRY(keep_unused(cx, keys, &count));
    out->unused += count;
    out->lost += named - (there - count);
    return OK;
}

enum err pile_prove(struct ctx *cx, struct pile_proof *out) {
    char after[FILE_KEY_CHARS];
    struct str place = STR("");
    struct arena *mem = arena_create();
    enum err e;
    *out = (struct pile_proof){0};
    do {
        arena_reset(mem);
        e = prove_some(cx, mem, after, &place, out);
    } while (e == OK && place.n);
    arena_free(mem);
    return e;
}
