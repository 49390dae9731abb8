#include "web/pages/field/dealers.h"

#include "entities.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/html.h"
#include "web/pages/field/dealers.html.h"
#include "web/when.h"

const int dealer_spans[DEALER_SPANS] = {30, 90, 365};

int dealer_days(const struct page *p) {
    int64_t days;
    if (str_int(form_value(&p->query, "days"), &days))
        for (int i = 0; i < DEALER_SPANS; i++)
            if (dealer_spans[i] == days) return dealer_spans[i];
    return dealer_spans[0];
}

static enum err name_all(struct ctx *cx, const struct dealers *d) {
    for (int i = 0; i < d->count; i++)
        titles_note(cx, entity_at(cx->catalog, "party"), d->rows[i].dealer);
    return titles_load(cx);
}

enum err dealers_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct dealers *d = NEW(cx->mem, struct dealers);
    struct dealers_view v = {.page = p, .dealers = d, .days = dealer_days(p)};
    TRY(dealers_load(cx, v.days, d));
    TRY(name_all(cx, d));
    struct buf content = page_buf(p);
    dealers_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_DEALERS), &content);
}

/* ---- What is compared ---- */

static struct value counted(const struct dealer_row *r, enum dealer_figure figure,
                            enum dealer_span span) {
    return v_int(r->figures[figure][span]);
}

/* A mean is told in whole tomans: what lies below says nothing. */
static struct value to_tomans(struct value rials) {
    enum { RIALS = 10 };
    return rials.kind == V_INT ? v_int((rials.i + RIALS / 2) / RIALS * RIALS) : rials;
}

struct value dealer_value(const struct dealer_row *r, enum dealer_column column,
                          enum dealer_span span) {
    switch (column) {
    case COLUMN_CUSTOMERS: return counted(r, DEALER_CUSTOMERS, span);
    case COLUMN_NEW: return counted(r, DEALER_NEW, span);
    case COLUMN_ORDERS: return counted(r, DEALER_ORDERS, span);
    case COLUMN_DEALER_AMOUNT: return dealer_amount(r, span);
    case COLUMN_AVERAGE: return to_tomans(dealer_average(r, span));
    case COLUMN_WIN_RATE: return dealer_win_rate(r, span);
    case COLUMN_RESPONSE: return dealer_response(r, span);
    case COLUMN_VISITS: return counted(r, DEALER_VISITS, span);
    case COLUMN_WON: return counted(r, DEALER_WON, span);
    case DEALER_FIGURES_SHOWN: break;
    }
    return v_null();
}

const enum msg dealer_labels[DEALER_FIGURES_SHOWN] = {
    [COLUMN_CUSTOMERS] = MSG_DEALERS_CUSTOMERS,
    [COLUMN_NEW] = MSG_DEALERS_NEW,
    [COLUMN_ORDERS] = MSG_DEALERS_ORDERS,
    [COLUMN_DEALER_AMOUNT] = MSG_DEALERS_AMOUNT,
    [COLUMN_AVERAGE] = MSG_DEALERS_AVERAGE,
    [COLUMN_WIN_RATE] = MSG_DEALERS_WIN_RATE,
    [COLUMN_RESPONSE] = MSG_DEALERS_RESPONSE,
    [COLUMN_VISITS] = MSG_DEALERS_VISITS,
    [COLUMN_WON] = MSG_DEALER_WON,
};

static struct str with_n(struct ctx *cx, enum msg msg, int64_t n) {
    return msg_format(cx->mem, cx->lang, msg, MSG_PARTS({"n", cx_number(cx, n)}));
}

struct str dealer_text(struct ctx *cx, enum dealer_column column, struct value v) {
    const struct field *total =
        entity_at(cx->catalog, "sales_order")->fields[SALES_ORDER_TOTAL];
    enum { MINUTE = 60 };
    if (v.kind == V_NULL) return STR("—");
    switch (column) {
    case COLUMN_DEALER_AMOUNT:
    case COLUMN_AVERAGE: return field_text(cx, total, v);
    case COLUMN_WIN_RATE: return with_n(cx, MSG_DEALERS_PERCENT, v.i);
    case COLUMN_RESPONSE:
        return v.i < MINUTE ? with_n(cx, MSG_DEALERS_SECONDS, v.i)
                            : with_n(cx, MSG_DEALERS_MINUTES, (v.i + MINUTE / 2) / MINUTE);
    default: return cx_number(cx, v.i);
    }
}

/* ---- Where a figure leads ---- */

/* The list of a kind and what of it counts besides; the day by which it counts. */
static const struct {
    const char *list, *which, *day;
} lists[DEALER_FIGURES_SHOWN] = {
    [COLUMN_CUSTOMERS] = {"party", "dealer", NULL},
    [COLUMN_NEW] = {"party", "dealer", "created_at"},
    [COLUMN_ORDERS] = {"sales_order", "state != cancelled and party.dealer", "date"},
    [COLUMN_DEALER_AMOUNT] = {"sales_order", "state != cancelled and party.dealer", "date"},
    [COLUMN_AVERAGE] = {"sales_order", "state != cancelled and party.dealer", "date"},
    [COLUMN_WIN_RATE] = {"deal", "outcome != open and party.dealer", "closed_on"},
    [COLUMN_RESPONSE] = {"request", NULL, NULL}, /* a page of its own */
    [COLUMN_VISITS] = {"field_visit", "state = done and party.dealer", "day"},
    [COLUMN_WON] = {"deal", "outcome = won and party.dealer", "closed_on"},
};

const char *dealer_kind(enum dealer_column column) {
    return lists[column].list;
}

struct str dealer_list(struct ctx *cx, const char *kind, struct str filter) {
    struct buf b = buf_in(cx->mem, 0);
    buf_format(&b, "/%s?filter=", kind);
    url_encode(&b, filter);
    return buf_str(&b);
}

static struct str response_url(struct ctx *cx, const struct dealers *d, int64_t dealer) {
    return str_format(cx->mem, "/response?days=%d&dealer=%s", (int)(d->until - d->from + 1),
                      id_text(dealer).z);
}

struct str dealer_url(struct ctx *cx, const struct dealers *d, const struct dealer_row *r,
                      enum dealer_column column) {
    struct buf filter = buf_in(cx->mem, 0);
    if (!lists[column].which) return response_url(cx, d, r->dealer);
    buf_format(&filter, "%s = \"%s\"", lists[column].which, id_text(r->dealer).z);
    if (lists[column].day) {
        struct str from = day_typed(cx, d->from), before = day_typed(cx, d->until + 1);
        buf_format(&filter, " and %s >= %.*s and %s < %.*s", lists[column].day,
                   STR_ARG(from), lists[column].day, STR_ARG(before));
    }
    return dealer_list(cx, lists[column].list, buf_str(&filter));
}
