/* questions.h - what an organisation asks by a form beside the fields of a request. A visitor sees
 * each as a field of its type; what they say is kept in words with the request, as it was asked, so
 * that it still reads when the question has changed. */
#ifndef REQUESTS_QUESTIONS_H
#define REQUESTS_QUESTIONS_H

#include "records/data/record.h"
#include "records/fields/field_type.h"

enum {
    FORM_QUESTIONS_MOST = 20, /* of one form */
    FORM_OPTIONS_MOST = 30,   /* of one question */
    FORM_OPTION_LETTERS = 100,
    FORM_LINE_LETTERS = 300,    /* of an answer */
    FORM_ANSWER_LETTERS = 2000, /* of one of several lines */
};

struct question {
    int64_t id;
    struct str kind;    /* of question_kind */
    struct field field; /* as which it is asked */
};

/* In their order. */
enum err questions_of(struct ctx *cx, int64_t form, struct question **out, int *out_count);

/* Append a line: the question, and what was said; nothing for an empty value. */
void answer_put(struct buf *b, struct ctx *cx, const struct field *question,
                struct value said);

extern const struct entity_rules rules_form_question;

#endif
