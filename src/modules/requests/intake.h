/* intake.h - what comes by a form becomes a customer and a deal, and rings at whoever is to
 * answer it. Done with all rights in the program's name: nobody who asks has logged in. */
#ifndef REQUESTS_INTAKE_H
#define REQUESTS_INTAKE_H

#include "modules/requests/spam.h"
#include "records/data/record.h"

/* Keep a request that came by `form`. SPAM_NONE: it finds or makes its customer, makes a deal and
 * rings. Any other verdict that keeps: it lies apart, with the reason, at whoever has the form. */
enum err intake_keep(struct ctx *cx, const struct record *form, struct record *request,
                     enum spam_verdict verdict);
/* One that lay apart is a person's after all: what would have become of it becomes of it now.
 * Nothing to do where it has a deal. The actor must be allowed to change it. */
enum err intake_take(struct ctx *cx, struct record *request);
/* It was answered now. Only the first time counts. */
enum err intake_answer(struct ctx *cx, struct record *request);
/* Who owns its e-mail address agreed, by the link that was sent there. Only the first time counts. */
enum err intake_confirm(struct ctx *cx, struct record *request);

#endif
