#include "modules/trade/code.h"

#include "base/encode.h"
#include "base/hmac.h"
#include "persian/clean.h"

#include <assert.h>

static const struct column columns[] = {
    {STR_INIT("party"), COLUMN_INT, true},  {STR_INIT("quote"), COLUMN_INT, true},
    {STR_INIT("seal"), COLUMN_BYTES, true}, {STR_INIT("tries"), COLUMN_INT, true},
    {STR_INIT("until"), COLUMN_INT, true},
};
static const struct str key_columns[] = {STR_INIT("party"), STR_INIT("quote")};
const struct table code_table = {.name = STR_INIT("quote_code"),
                                 .columns = columns,
                                 .column_count = sizeof columns / sizeof *columns,
                                 .key = key_columns,
                                 .key_count = 2,
                                 .clustered = true,
                                 .spread = STR_INIT("party")};

static struct sha256_digest seal_of(struct ctx *cx, const struct record *quote,
                                    struct str key, struct str code) {
    return hmac_sha256(key, str_format(cx->mem, "code:%lld:%.*s",
                                       (long long)record_id(quote), STR_ARG(code)));
}

static struct str code_of(struct ctx *cx, struct str random) {
    enum { MILLION = 1000000, BYTES = 8 };
    uint64_t n = 0;
    assert(random.n >= BYTES);
    for (int i = 0; i < BYTES; i++)
        n = n << 8 | (unsigned char)random.p[i];
    return str_format(cx->mem, "%06d", (int)(n % MILLION));
}

enum err code_make(struct ctx *cx, const struct record *quote, struct str key,
                   struct str random, struct str *out) {
    struct str code = code_of(cx, random);
    struct sha256_digest seal = seal_of(cx, quote, key, code);
    int64_t until = cx->now_ms + CODE_HOURS * (int64_t)MS_PER_HOUR;
    TRY(store_exec(cx->writer,
                   SQL("INSERT INTO quote_code (party, quote, seal, tries, until)"
                       " VALUES (?1, ?2, ?3, 0, ?4) ON CONFLICT (party, quote) DO UPDATE"
                       " SET seal = excluded.seal, tries = 0, until = excluded.until"),
                   BIND(quote->values[FIELD_PARTY], v_int(record_id(quote)),
                        v_bytes(sha256_str(&seal)), v_int(until))));
    *out = code;
    return OK;
}

static enum err count_try(struct ctx *cx, const struct record *quote) {
    return store_exec(cx->writer,
                      SQL("UPDATE quote_code SET tries = tries + 1"
                          " WHERE party = ?1 AND quote = ?2"),
                      BIND(quote->values[FIELD_PARTY], v_int(record_id(quote))));
}

/* The stored seal while it is good; empty: it is good no more. */
static enum err read_seal(struct ctx *cx, const struct record *quote, struct str *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT seal FROM quote_code WHERE party = ?1 AND quote = ?2"
                        " AND tries < ?3 AND until > ?4"),
                    BIND(quote->values[FIELD_PARTY], v_int(record_id(quote)),
                         v_int(CODE_TRIES), v_int(cx->now_ms)),
                    &rows));
    *out = rows_next(&rows) ? str_dup(cx->mem, rows_text(&rows, 0)) : STR("");
    return rows_done(&rows);
}

enum err code_try(struct ctx *cx, const struct record *quote, struct str key,
                  struct str typed, enum code_state *out) {
    struct str kept, code = str_trim(fa_clean_line(cx->mem, typed));
    struct sha256_digest seal = seal_of(cx, quote, key, code);
    *out = CODE_SPENT;
    TRY(read_seal(cx, quote, &kept));
    if (!kept.n) return OK;
    TRY(count_try(cx, quote));
    *out = seal_eq(kept, sha256_str(&seal)) ? CODE_GOOD : CODE_WRONG;
    return OK;
}
