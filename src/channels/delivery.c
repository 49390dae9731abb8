#include "channels/delivery.h"

#include "base/encode.h"
#include "base/sha256.h"
#include "channels/means.h"
#include "channels/outbox.h"
#include "entities.h"
#include "persian/clean.h"
#include "records/data/pile.h"
#include "records/rules/rights.h"

/* ---- When to try again ---- */

int64_t delivery_wait_ms(int tries) {
    static const int64_t waits[DELIVERY_TRIES] = {
        5 * MS_PER_SECOND,  30 * MS_PER_SECOND, 2 * MS_PER_MINUTE, 10 * MS_PER_MINUTE,
        30 * MS_PER_MINUTE, 2 * MS_PER_HOUR,    6 * MS_PER_HOUR,   12 * MS_PER_HOUR};
    return tries > 0 && tries < DELIVERY_TRIES ? waits[tries - 1] : 0;
}

/* ---- Claiming ---- */

static enum err take_back(struct ctx *cx, int holder) {
    return store_exec(
        cx->writer,
        SQL("UPDATE outgoing SET state = 1, due_at = ?2 WHERE state = 2 AND holder = ?1"),
        BIND(v_int(holder), v_int(cx->now_ms)));
}

static enum err find_due(struct ctx *cx, int most, struct outgoing *out, int *out_count) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL(OUTGOING_COLUMNS "WHERE state IN (1, 2) AND due_at <= ?1"
                                         " ORDER BY due_at, id LIMIT ?2"),
                    BIND(v_int(cx->now_ms), v_int(most)), &rows));
    *out_count = 0;
    while (*out_count < most && rows_next(&rows))
        outgoing_read(cx, &rows, &out[(*out_count)++]);
    return rows_done(&rows);
}

/* What was claimed so often and never settled is taken up no more: it may be what ends the server. */
static enum err give_up(struct ctx *cx) {
    return store_exec(cx->writer,
                      SQL("UPDATE outgoing SET state = 5, due_at = ?1, ended_at = ?1"
                          " WHERE state IN (1, 2) AND due_at <= ?1 AND tries >= ?2"),
                      BIND(v_int(cx->now_ms), v_int(DELIVERY_TRIES)));
}

static enum err mark_claimed(struct ctx *cx, const struct outgoing *m, int holder) {
    return store_exec(
        cx->writer,
        SQL("UPDATE outgoing SET state = 2, tries = tries + 1, due_at = ?2,"
            " holder = ?3 WHERE id = ?1"),
        BIND(v_int(m->id), v_int(cx->now_ms + DELIVERY_CLAIM_MS), v_int(holder)));
}

/* The act's mark may hold what nobody outside is to read. */
static struct str public_mark(struct ctx *cx, const struct outgoing *m) {
    struct sha256_digest digest = sha256(m->mark);
    struct buf b = buf_in(cx->mem, 0);
    buf_hex(&b, str_first(sha256_str(&digest), 16));
    return buf_str(&b);
}

static enum err read_file(struct ctx *cx, const struct outgoing *m,
                          struct letter_file *out) {
    if (!m->file) return OK;
    *out = (struct letter_file){m->file_name, STR("application/pdf"), STR("")};
    enum err e = pile_read(cx, m->file, 0, DELIVERY_FILE_BYTES, &out->bytes);
    if (e == ERR_ABSENT) *out = (struct letter_file){0};
    return e == ERR_ABSENT ? OK : e;
}

static enum err make_letter(struct ctx *cx, const struct means *means,
                            const struct outgoing *m, struct claimed *out) {
    out->id = m->id;
    out->until_ms = cx->now_ms + DELIVERY_CLAIM_MS / 2;
    out->letter = (struct letter){.way = m->way,
                                  .purpose = m->purpose,
                                  .mark = public_mark(cx, m),
                                  .to = m->to,
                                  .subject = m->subject,
                                  .text = m->text,
                                  .lang = m->lang,
                                  .made_ms = m->made_ms,
                                  .zone_minutes = cx->zone_minutes,
                                  .mail = means->mail,
                                  .sms = means->sms};
    return read_file(cx, m, &out->letter.file);
}

enum err delivery_claim(struct ctx *cx, int holder, bool fresh, int most,
                        struct claimed **out, int *out_count, int64_t *out_due_ms) {
    struct outgoing *due = NEWS(cx->mem, (size_t)most, struct outgoing);
    struct means means;
    if (fresh) TRY(take_back(cx, holder));
    TRY(give_up(cx));
    TRY(find_due(cx, most, due, out_count));
    *out = NEWS(cx->mem, (size_t)most, struct claimed);
    if (*out_count) TRY(means_load(cx, &means));
    for (int i = 0; i < *out_count; i++) {
        TRY(mark_claimed(cx, &due[i], holder));
        TRY(make_letter(cx, &means, &due[i], &(*out)[i]));
    }
    return outbox_due(cx, out_due_ms);
}

/* ---- Settling ---- */

static enum err find(struct ctx *cx, int64_t id, struct outgoing *out) {
    struct rows rows;
    TRY(store_query(cx->db, SQL(OUTGOING_COLUMNS "WHERE id = ?1 AND state = 2"),
                    BIND(v_int(id)), &rows));
    bool found = rows_next(&rows);
    if (found) outgoing_read(cx, &rows, out);
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

static enum err note(struct ctx *cx, const struct outgoing *m) {
    return store_exec(
        cx->writer,
        SQL("UPDATE outgoing SET state = ?2, tries = ?3, due_at = ?4, ended_at = ?5,"
            " said = ?6, text = ?7 WHERE id = ?1"),
        BIND(v_int(m->id), v_int(m->state), v_int(m->tries), v_int(m->due_ms),
             v_int(m->ended_ms), v_text(m->said), v_text(m->text)));
}

/* The customer's timeline says it, too; one that was deleted or merged away meanwhile does not. */
static enum err tell_timeline(struct ctx *cx, const struct outgoing *m) {
    struct record r;
    if (!m->interaction || m->state == OUTGOING_WAITING) return OK;
    enum err e =
        record_get_plain(cx, entity_at(cx->catalog, "interaction"), m->interaction, &r);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    r.values[INTERACTION_OUTCOME] =
        v_text(m->state == OUTGOING_SENT ? OUTCOME_SENT : OUTCOME_UNSENT);
    e = record_change(cx, &r, NULL);
    return e == ERR_INVALID ? OK : e;
}

static void judge(struct ctx *cx, struct outgoing *m, const struct letter_outcome *o) {
    int64_t wait_ms = delivery_wait_ms(m->tries);
    m->said = utf8_first(fa_clean_line(cx->mem, o->said), DELIVERY_SAID_LETTERS);
    m->due_ms = cx->now_ms + wait_ms;
    if (o->end == LETTER_LATER && wait_ms) {
        m->state = OUTGOING_WAITING;
        return;
    }
    m->due_ms = m->ended_ms = cx->now_ms;
    m->state = o->end == LETTER_TAKEN     ? OUTGOING_SENT
               : o->end == LETTER_REFUSED ? OUTGOING_REFUSED
                                          : OUTGOING_GIVEN_UP;
    if (m->state == OUTGOING_SENT) m->text = STR(""); /* codes and links are in it */
}

enum err delivery_settle(struct ctx *cx, int64_t id, const struct letter_outcome *outcome) {
    struct outgoing m;
    enum err e = find(cx, id, &m);
    if (e == ERR_ABSENT) return OK; /* somebody else settled it */
    TRY(e);
    if (outcome) {
        judge(cx, &m, outcome);
    } else {
        m.state = OUTGOING_WAITING;
        m.due_ms = cx->now_ms;
        m.tries--;
    }
    TRY(note(cx, &m));
    return tell_timeline(cx, &m);
}
