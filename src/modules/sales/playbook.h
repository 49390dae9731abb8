/* playbook.h - what the stages of a pipeline ask of a deal, and what was answered. A question is
 * answered by a tick, or in words; those that are needed hold a deal back that moves past their
 * stage. A deal that is brought in further on was not asked. */
#ifndef SALES_PLAYBOOK_H
#define SALES_PLAYBOOK_H

#include "modules/sales/pipelines.h"
#include "records/data/record.h"

enum {
    PLAYBOOK_QUESTIONS = 100
}; /* of one pipeline that are told; of one deal that are answered */

struct playbook_question {
    int64_t id, stage;
    struct str name;
    bool words, must;
    int64_t answer; /* its record; 0: not answered */
    struct str said;
    int64_t by, at_ms; /* who answered, and when */
};

/* Those of the deal's pipeline, stage by stage, with its answers. */
enum err playbook_of(struct ctx *cx, const struct record *deal,
                     struct playbook_question **out, int *out_count);
/* The same in two steps. */
struct playbook_asked {
    struct rows questions, answers;
};
enum err playbook_ask(struct ctx *cx, const struct record *deal,
                      struct playbook_asked *out);
enum err playbook_read(struct ctx *cx, struct playbook_asked *asked,
                       struct playbook_question **out, int *out_count);
/* Answer, or answer anew. ERR_DENIED: the actor may not change the deal; ERR_ABSENT: its pipeline
 * asks nothing like that; ERR_INVALID: words are asked for. */
enum err playbook_answer(struct ctx *cx, const struct record *deal, int64_t question,
                         struct str words);
/* Take the answer back, if there is one. */
enum err playbook_withdraw(struct ctx *cx, const struct record *deal, int64_t question);
/* Adds a problem on the stage where a deal that goes to `to` lacks an answer. */
enum err playbook_check(struct ctx *cx, const struct record *deal, const struct stage *to);
/* The deal is deleted. */
enum err playbook_leave(struct ctx *cx, const struct record *deal);

#endif
