/* when.h - a moment in the words people use for it. */
#ifndef WEB_WHEN_H
#define WEB_WHEN_H

#include "records/ctx.h"

/* "just now", "5 minutes ago", "today 10:24", "tomorrow 9:00", "28 Aban 9:00", with the
 * year where it is another one; by the user's calendar and digits. */
struct str when_text(const struct ctx *cx, int64_t instant_ms);
/* A civil day in short: "today", "28 Aban", with the year where it is another one. */
struct str day_word(const struct ctx *cx, int64_t day);
/* The same without such words: "28 Aban", with the year where it is another one or asked
 * for. */
struct str date_text(const struct ctx *cx, int64_t day, bool year);
/* Its month: "Aban 1404". */
struct str month_text(const struct ctx *cx, int64_t day);
/* A civil day: "Wednesday, 28 Aban 1404". */
struct str day_text(const struct ctx *cx, int64_t day);
/* A day as people type it, for addresses and inputs: 1404-08-28. */
struct str day_typed(struct ctx *cx, int64_t day);

#endif
