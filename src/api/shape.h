/* shape.h - how a record looks in an answer: which fields, and which links with their
 * titles.
 *
 *     {"id": "0G7QK2V9XN4TA", "version": 3, "party": "0G7…", "subject": "تماس", …,
 *      "_links": {"party": {"href": "/api/v1/party/0G7…", "title": "شرکت آفتاب"}}}
 *
 * An empty field is null. A sensitive field (`audited`) stands there only where `fields`
 * names it, and that look is written down. "_links" stands there only where `expand` asked for it. */
#ifndef API_SHAPE_H
#define API_SHAPE_H

#include "api/params.h"
#include "base/json_write.h"

struct shape {
    const struct field **fields; /* id and version first */
    int count;
    const struct field **links; /* of `expand` */
    int link_count;
};

/* From the parameters `fields` and `expand`; mistakes are noted in the query. */
struct shape shape_read(struct params *q, const struct entity *e);

/* Write down that sensitive fields of it are about to be given: of one record, of many. */
enum err shape_look(struct page *p, const struct shape *s, const struct record *r);
enum err shape_look_many(struct page *p, const struct shape *s,
                         const struct record *records, int count);

void shape_write(struct json_writer *w, struct ctx *cx, const struct shape *s,
                 const struct record *r);

#endif
