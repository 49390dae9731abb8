/* contract.c - the page of a contract: how long it still lasts, until when one may say no, its papers. */
#include "entities.h"
#include "web/pages/contracts/contract.html.h"
#include "web/pages/contracts/parts.h"
#include "web/when.h"

static enum err read_view(struct page *p, const struct record *r, void *state) {
    (void)p;
    *(const struct record **)state = r;
    return OK;
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    contract_standing(out, cx, *(const struct record *const *)state);
}

enum err contract_get(struct page *p) {
    const struct record *contract = NULL;
    const struct record_part part = {read_view, put_view, &contract};
    return record_page_send(p, &part);
}

struct str contract_days_left(struct ctx *cx, const struct record *contract, int field) {
    int64_t left = record_int(contract, field) - cx_today(cx);
    if (left < 0) return cx_msg(cx, MSG_CONTRACT_PAST);
    if (left == 0) return cx_msg(cx, MSG_CONTRACT_TODAY);
    return msg_format(cx->mem, cx->lang, MSG_CONTRACT_DAYS_LEFT,
                      MSG_PARTS({"n", cx_number(cx, left)}));
}
