/* member.h - the team of a deal: who works on it beside its owner, and how much of the sale is theirs. That
 * they reach it is said by the definition (`opens`). */
#ifndef SALES_MEMBER_H
#define SALES_MEMBER_H

#include "records/data/record.h"

enum { MEMBERS = 30 }; /* of a deal */

struct deal_member {
    int64_t id, person;
    struct str role; /* of the list deal_role */
    int64_t share;   /* percent */
};

enum err members_of(struct ctx *cx, int64_t party, int64_t deal, struct deal_member *out,
                    int *out_count);
/* The same in two steps. */
enum err members_ask(struct ctx *cx, int64_t party, int64_t deal, struct rows *out);
enum err members_read(struct ctx *cx, struct rows *rows, struct deal_member *out,
                      int *out_count);
/* One of them leaves. ERR_DENIED: the actor may not change the deal; ERR_ABSENT: none of its team. */
enum err member_leave(struct ctx *cx, const struct record *deal, int64_t member);
/* The deal is deleted. */
enum err members_leave(struct ctx *cx, const struct record *deal);

#endif
