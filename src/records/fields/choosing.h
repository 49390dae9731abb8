/* choosing.h - finding a choice by what was typed; for choice.c and choices.c. */
#ifndef RECORDS_CHOOSING_H
#define RECORDS_CHOOSING_H

#include "records/fields/field_kit.h"

/* By its key or its label in either language, in any spelling; NULL when there is none. */
const struct choice *choice_typed(const struct choice_list *list, struct str typed);
/* The label of a stored key; a key that has left the list shows itself. */
struct str choice_shown(const struct ctx *cx, const struct choice_list *list,
                        struct str key);
enum err choice_refuse(struct ctx *cx, const struct field *f, struct str typed);

#endif
