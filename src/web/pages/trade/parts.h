/* parts.h - the pages of this folder. */
#ifndef WEB_PAGES_TRADE_PARTS_H
#define WEB_PAGES_TRADE_PARTS_H

#include "web/pages/trade/lines.h"

/* The page of the head that the path names, with lines that came back to be mended or were only
 * looked at; NULL: as they are stored. */
enum err trade_page_send(struct page *p, const struct lines_view *typed);

page_fn quote_get, quote_print_get, quote_send_post, quote_decide_post, quote_revise_post,
    quote_answer_post, quote_order_post, quote_to_deal_post, deal_quote_post;
page_fn order_get, order_state_post;
page_fn quote_pdf_get, order_pdf_get, order_print_get;

#endif
