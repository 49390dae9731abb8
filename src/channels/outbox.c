#include "channels/outbox.h"

#include "channels/email.h"
#include "channels/sms.h"
#include "entities.h"
#include "persian/phone.h"
#include "records/data/pile.h"
#include "records/rules/jobs.h"
#include "records/rules/rights.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

static const struct column columns[] = {
    COLUMN("id", INT),       COLUMN("way", INT),      COLUMN("purpose", INT),
    COLUMN("lang", INT),     COLUMN("mark", TEXT),    COLUMN("recipient", TEXT),
    COLUMN("subject", TEXT), COLUMN("text", TEXT),    COLUMN("file_name", TEXT),
    COLUMN("file", INT),     COLUMN("about", TEXT),   COLUMN("interaction", INT),
    COLUMN("state", INT),    COLUMN("tries", INT),    COLUMN("made_at", INT),
    COLUMN("due_at", INT),   COLUMN("ended_at", INT), COLUMN("said", TEXT),
    COLUMN("holder", INT),
};
static const struct str key[] = {STR_INIT("id")};
static const struct str by_mark[] = {STR_INIT("mark")};
static const struct str by_due[] = {STR_INIT("state"), STR_INIT("due_at"), STR_INIT("id")};
static const struct str by_about[] = {STR_INIT("about"), STR_INIT("id")};
static const struct index indexes[] = {
    {STR_INIT("outgoing__mark"), by_mark, 1, true},
    {STR_INIT("outgoing__due"), by_due, 3, false},
    {STR_INIT("outgoing__about"), by_about, 2, false},
};
const struct table outgoing_table = {.name = STR_INIT("outgoing"),
                                     .columns = columns,
                                     .column_count = sizeof columns / sizeof *columns,
                                     .key = key,
                                     .key_count = 1,
                                     .indexes = indexes,
                                     .index_count = sizeof indexes / sizeof *indexes};

/* ---- Reading ---- */

void outgoing_read(struct ctx *cx, struct rows *rows, struct outgoing *out) {
    *out = (struct outgoing){
        .id = rows_int(rows, 0),
        .way = (enum letter_way)rows_int(rows, 1),
        .purpose = (enum letter_class)rows_int(rows, 2),
        .lang = (enum lang)rows_int(rows, 3),
        .mark = str_dup(cx->mem, rows_text(rows, 4)),
        .to = str_dup(cx->mem, rows_text(rows, 5)),
        .subject = str_dup(cx->mem, rows_text(rows, 6)),
        .text = str_dup(cx->mem, rows_text(rows, 7)),
        .file_name = str_dup(cx->mem, rows_text(rows, 8)),
        .file = rows_int(rows, 9),
        .about = str_dup(cx->mem, rows_text(rows, 10)),
        .interaction = rows_int(rows, 11),
        .state = (enum outgoing_state)rows_int(rows, 12),
        .tries = (int)rows_int(rows, 13),
        .made_ms = rows_int(rows, 14),
        .due_ms = rows_int(rows, 15),
        .ended_ms = rows_int(rows, 16),
        .said = str_dup(cx->mem, rows_text(rows, 17)),
    };
}

static enum err read_all(struct ctx *cx, struct rows *rows, struct outgoing **out,
                         int *out_count) {
    *out = NEWS(cx->mem, OUTGOING_SHOWN, struct outgoing);
    *out_count = 0;
    while (*out_count < OUTGOING_SHOWN && rows_next(rows))
        outgoing_read(cx, rows, &(*out)[(*out_count)++]);
    return rows_done(rows);
}

enum err outbox_list(struct ctx *cx, enum outgoing_state state, int64_t before,
                     struct outgoing **out, int *out_count) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL(OUTGOING_COLUMNS "WHERE (?1 = 0 OR state = ?1)"
                                         " AND (?2 = 0 OR id < ?2)"
                                         " ORDER BY id DESC LIMIT ?3"),
                    BIND(v_int(state), v_int(before), v_int(OUTGOING_SHOWN)), &rows));
    return read_all(cx, &rows, out, out_count);
}

enum err outbox_latest(struct ctx *cx, struct str about, struct outgoing *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL(OUTGOING_COLUMNS "WHERE about = ?1 ORDER BY id DESC LIMIT 1"),
                    BIND(v_text(about)), &rows));
    bool found = rows_next(&rows);
    if (found) outgoing_read(cx, &rows, out);
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

enum err outbox_due(struct ctx *cx, int64_t *out_due_ms) {
    *out_due_ms = 0;
    enum err e =
        store_int(cx->db, SQL("SELECT min(due_at) FROM outgoing WHERE state IN (1, 2)"),
                  BIND_NONE, out_due_ms);
    return e == ERR_ABSENT ? OK : e;
}

/* ---- Putting ---- */

static enum err check(struct ctx *cx, const struct outgoing *m) {
    bool to = m->way == LETTER_EMAIL ? email_address_ok(m->to) : phone_is_standard(m->to);
    if (!to) return problem(cx, NULL, MSG_OUTGOING_NO_ADDRESS);
    if (!email_line_ok(m->subject) || utf8_length(m->subject) > EMAIL_SUBJECT_LETTERS)
        return problem(cx, NULL, MSG_OUTGOING_BAD_SUBJECT);
    if (!m->text.n) return problem(cx, NULL, MSG_OUTGOING_EMPTY);
    bool parts = m->way == LETTER_EMAIL || sms_size(m->text).parts <= SMS_PARTS_MOST;
    if (m->text.n > OUTGOING_TEXT_BYTES || !parts)
        return problem(cx, NULL, MSG_OUTGOING_LONG);
    return OK;
}

static enum err put_interaction(struct ctx *cx, struct outgoing *m, int64_t owner) {
    struct record r = record_new(cx, entity_at(cx->catalog, "interaction"));
    bool email = m->way == LETTER_EMAIL;
    struct str title = m->subject.n ? m->subject : utf8_first(m->text, 80);
    r.values[FIELD_PARTY] = v_int(m->party);
    r.values[INTERACTION_KIND] =
        v_text(email ? INTERACTION_KIND_EMAIL : INTERACTION_KIND_SMS);
    r.values[INTERACTION_DIRECTION] = v_text(DIRECTION_OUTBOUND);
    r.values[INTERACTION_AT] = v_int(cx->now_ms);
    r.values[INTERACTION_SUBJECT] = v_text(title);
    r.values[INTERACTION_BODY] = v_text(m->shown.n ? m->shown : m->text);
    r.values[INTERACTION_OUTCOME] = v_text(OUTCOME_QUEUED);
    if (owner) r.values[FIELD_OWNER] = v_int(owner);
    TRY(record_create(cx, &r));
    m->interaction = record_id(&r);
    return OK;
}

/* Nothing of what the program writes asks for the rights of whoever caused it. */
static enum err put_on_timeline(struct ctx *cx, struct outgoing *m) {
    const struct actor *before = cx->actor;
    int64_t owner = before->user;
    if (!m->party) return OK;
    cx->actor = &actor_program;
    enum err e = put_interaction(cx, m, owner);
    cx->actor = before;
    return e;
}

static enum err put_row(struct ctx *cx, const struct outgoing *m) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO outgoing (id, way, purpose, lang, mark, recipient, subject, text,"
            " file_name, file, about, interaction, state, tries, made_at, due_at,"
            " ended_at, said, holder) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
            " ?11, ?12, 1, 0, ?13, ?13, 0, '', 0)"),
        BIND(v_int(m->id), v_int(m->way), v_int(m->purpose), v_int(m->lang),
             v_text(m->mark), v_text(m->to), v_text(m->subject), v_text(m->text),
             v_text(m->file_name), v_int(m->file), v_text(m->about), v_int(m->interaction),
             v_int(cx->now_ms)));
}

enum err outbox_put(struct ctx *cx, struct outgoing *m) {
    bool there;
    TRY(check(cx, m));
    TRY(store_exists(cx->db, SQL("SELECT 1 FROM outgoing WHERE mark = ?1"),
                     BIND(v_text(m->mark)), &there));
    if (there) return OK;
    m->id = cx_new_id(cx);
    TRY(put_on_timeline(cx, m));
    TRY(put_row(cx, m));
    return job_hurry(cx, OUTBOX_JOB);
}

/* Files are kept for less long than what became of a message. */
static enum err check_file(struct ctx *cx, int64_t id) {
    int64_t file, bytes;
    TRY(store_int(cx->db, SQL("SELECT file FROM outgoing WHERE id = ?1"), BIND(v_int(id)),
                  &file));
    if (!file) return OK;
    TRY(pile_size(cx, file, &bytes));
    return bytes ? OK : problem(cx, NULL, MSG_OUTGOING_FILE_GONE);
}

enum err outbox_again(struct ctx *cx, int64_t id) {
    TRY(check_file(cx, id));
    TRY(store_exec(cx->writer,
                   SQL("UPDATE outgoing SET state = 1, tries = 0, due_at = ?2, ended_at = 0"
                       " WHERE id = ?1 AND state IN (1, 4, 5)"),
                   BIND(v_int(id), v_int(cx->now_ms))));
    return store_changes(cx->writer) ? job_hurry(cx, OUTBOX_JOB) : ERR_ABSENT;
}

/* ---- Forgetting ---- */

enum err outbox_sweep(struct ctx *cx, struct job *job, bool *out_more) {
    (void)job;
    *out_more = false;
    return store_exec(cx->writer,
                      SQL("DELETE FROM outgoing WHERE state IN (3, 4, 5) AND due_at < ?1"),
                      BIND(v_int(cx->now_ms - OUTGOING_KEPT_DAYS * (int64_t)MS_PER_DAY)));
}
