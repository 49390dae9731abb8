/* outbox.h - messages that leave for people outside wait here first. A row is written in the
 * transaction of what causes it, sent at least once by the host (delivery.h), and stays until it is
 * swept, with what became of it. On the customer's timeline it is an interaction. */
#ifndef CHANNELS_OUTBOX_H
#define CHANNELS_OUTBOX_H

#include "http/letter.h"
#include "records/data/record.h"
#include "store/schema.h"

enum outgoing_state {
    OUTGOING_WAITING = 1,
    OUTGOING_SENDING, /* a server of ours has it; see delivery.h */
    OUTGOING_SENT,
    OUTGOING_REFUSED,  /* it would be refused each time */
    OUTGOING_GIVEN_UP, /* tried too often */
    OUTGOING_STATES
};

enum {
    OUTGOING_TEXT_BYTES = 20000,
    OUTGOING_MARK_CHARS = 120,
    OUTGOING_SHOWN = 50, /* on one page */
    OUTGOING_KEPT_DAYS = 90,
};
#define OUTBOX_JOB "channels.outbox"

struct outgoing {
    int64_t id;
    enum letter_way way;
    enum letter_class purpose;
    enum lang lang;
    struct str mark; /* of the act: what has the same mark is put once */
    struct str to, subject, text;
    struct str file_name; /* of a PDF; its bytes lie in the pile `file` */
    int64_t file;
    int64_t party;       /* 0: nobody's timeline */
    struct str shown;    /* on the timeline instead of the text; empty: the text itself */
    struct str about;    /* "quote/0123…": the record; may be empty */
    int64_t interaction; /* the one that was made */
    enum outgoing_state state;
    int tries;
    int64_t made_ms, due_ms, ended_ms;
    struct str said; /* by the server at the latest try */
};

extern const struct table outgoing_table;

/* Put a message to be sent. ERR_INVALID, with a problem: its address is none, or a line's end stands
 * where none may. Done in the program's name. */
enum err outbox_put(struct ctx *cx, struct outgoing *m);
/* The latest first, those before `before` (0: all), of one state or all (0). */
enum err outbox_list(struct ctx *cx, enum outgoing_state state, int64_t before,
                     struct outgoing **out, int *out_count);
/* The latest one about that record by that way; ERR_ABSENT: none. */
enum err outbox_latest(struct ctx *cx, struct str about, struct outgoing *out);
/* One that was refused, given up or waits is tried now. ERR_INVALID, with a problem: its file is no
 * longer kept. */
enum err outbox_again(struct ctx *cx, int64_t id);

/* ---- For delivery.c ---- */

#define OUTGOING_COLUMNS                                                                     \
    "SELECT id, way, purpose, lang, mark, recipient, subject, text, file_name, file, about," \
    " interaction, state, tries, made_at, due_at, ended_at, said FROM outgoing "
void outgoing_read(struct ctx *cx, struct rows *rows, struct outgoing *out);

/* What is long over is forgotten: a standing job. */
struct job;
enum err outbox_sweep(struct ctx *cx, struct job *job, bool *out_more);
/* When the next message wants to leave; 0: none. */
enum err outbox_due(struct ctx *cx, int64_t *out_due_ms);

#endif
