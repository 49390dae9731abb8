/* ctx.h - what a piece of work has at hand: its memory, the store, who acts, and when.
 * The router, a job step or a command fills one; nothing below asks the machine for
 * anything. */
#ifndef RECORDS_CTX_H
#define RECORDS_CTX_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "base/value.h"
#include "base/words.h"
#include "persian/number.h" /* enum money_unit */
#include "store/store.h"

struct catalog;
struct field;
struct settings;
struct actor;
struct titles;

enum digits { DIGITS_PERSIAN, DIGITS_LATIN };
enum calendar { CALENDAR_JALALI, CALENDAR_GREGORIAN };

/* What was wrong with the input, in the user's words. */
struct problem {
    struct problem *next;
    struct str field; /* its name, or empty: the whole form */
    struct str text;
};

struct ctx {
    struct arena *mem; /* lives until the reply is sent */
    struct reader *db;
    struct writer *writer; /* NULL where work only looks */
    const struct catalog *catalog;
    const struct settings *settings;
    const struct actor *actor; /* never NULL; see rules/rights.h */
    struct id_maker *ids;
    struct titles *titles; /* of linked records, loaded before; see data/titles.h */
    struct problem *problems, *last_problem;
    struct str log; /* an operator's detail of a failure; the user never sees it */
    int64_t now_ms;
    int64_t batch; /* joins the journal entries of one act, so that it is undone as one */
    /* What is written is whole already (undo, merge, synchronisation): rules neither ask
     * for more nor change other records. */
    bool verbatim;
    bool quiet; /* one of very many changes (a job's): people are not told of each */
    int device;
    int zone_minutes;
    enum lang lang;
    enum digits digits;
    enum calendar calendar;
    enum money_unit money;
};

/* Add a problem beside `field` (NULL: the whole form) and return ERR_INVALID. */
enum err problem(struct ctx *cx, const struct field *field, enum msg msg);
enum err problem_with(struct ctx *cx, const struct field *field, enum msg msg,
                      const struct msg_part *parts);
enum err problem_text(struct ctx *cx, struct str field, struct str text);
/* The text of the first problem with a field, or empty. */
struct str problem_of(const struct ctx *cx, struct str field);

/* Leave an operator's detail and return `e`. */
enum err failure(struct ctx *cx, enum err e, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The civil day of now in the organisation's zone. */
int64_t cx_today(const struct ctx *cx);
int64_t cx_new_id(struct ctx *cx);
/* A message in the user's language. */
struct str cx_msg(const struct ctx *cx, enum msg key);
/* A number with the user's digits, grouped by thousands. */
struct str cx_number(const struct ctx *cx, int64_t n);
/* ASCII digits turned into the user's. */
struct str cx_digits_of(const struct ctx *cx, struct str s);

#endif
