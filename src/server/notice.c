#include "server/notice.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_write.h"
#include "base/words.h"
#include "server/exchange.h"

static const struct row {
    int status;
    const char *slug;
    enum msg title, advice;
    const char *again_s; /* seconds until it makes sense to ask again */
    bool reloads;        /* a page does so by itself */
} rows[] = {
    [NOTICE_UNKNOWN] = {421, "host", MSG_SERVER_UNKNOWN, MSG_SERVER_UNKNOWN_ADVICE},
    [NOTICE_SUSPENDED] = {503, "suspended", MSG_SERVER_SUSPENDED,
                          MSG_SERVER_SUSPENDED_ADVICE, .again_s = "30"},
    [NOTICE_AWAY] = {503, "away", MSG_SERVER_AWAY, MSG_SERVER_AWAY_ADVICE, .again_s = "3",
                     .reloads = true},
    [NOTICE_FULL] = {507, "full", MSG_SERVER_FULL, MSG_SERVER_FULL_ADVICE, .again_s = "30"},
    [NOTICE_UNSAVED] = {503, "away", MSG_SERVER_AWAY, MSG_SERVER_AWAY_UNSAVED,
                        .again_s = "3"},
};

/* None of the pages is kept, and none of them loads anything. */
static const struct header headers[] = {
    {STR_INIT("Cache-Control"), STR_INIT("no-store")},
    {STR_INIT("Content-Security-Policy"),
     STR_INIT("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")},
    {STR_INIT("X-Content-Type-Options"), STR_INIT("nosniff")},
};
enum { HEADERS = sizeof headers / sizeof *headers };

static void put_headers(struct exchange *x, const struct row *row) {
    struct header *all = NEWS(x->mem, HEADERS + 2, struct header);
    int n = HEADERS;
    memcpy(all, headers, sizeof headers);
    if (row->again_s) all[n++] = (struct header){STR("Retry-After"), str_of(row->again_s)};
    if (row->reloads) all[n++] = (struct header){STR("Refresh"), str_of(row->again_s)};
    x->reply.headers = all;
    x->reply.header_count = n;
}

/* A program asks, not a person's browser. */
static bool asked_by_program(const struct request *r) {
    return str_starts(r->path, STR("/api/"))
           || str_has(request_header(r, "accept"), STR("application/json"));
}

static enum lang lang_of(const struct request *r) {
    return str_starts(request_header(r, "accept-language"), STR("en")) ? LANG_EN : LANG_FA;
}

static struct str as_json(struct exchange *x, const struct row *row) {
    enum lang lang = lang_of(&x->request);
    struct buf b = buf_in(x->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    json_name(&w, "type");
    json_write_str(&w, str_format(x->mem, "/api/docs#%s", row->slug));
    json_name(&w, "title"), json_write_str(&w, msg(lang, row->title));
    json_name(&w, "status"), json_write_int(&w, row->status);
    json_name(&w, "detail"), json_write_str(&w, msg(lang, row->advice));
    json_name(&w, "instance"), json_write_str(&w, x->request.reference);
    json_end_object(&w);
    return buf_str(&b);
}

static void put_part(struct buf *b, const struct row *row, enum lang lang) {
    struct str title = msg(lang, row->title), advice = msg(lang, row->advice);
    buf_format(b, "<section lang=\"%s\" dir=\"%s\"><h1>%.*s</h1><p>%.*s</p></section>\n",
               lang == LANG_EN ? "en" : "fa", lang == LANG_EN ? "ltr" : "rtl",
               STR_ARG(title), STR_ARG(advice));
}

static struct str as_page(struct exchange *x, const struct row *row) {
    struct buf b = buf_in(x->mem, 0);
    buf_format(
        &b,
        "<!doctype html>\n<html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\">"
        "<title>%.*s</title><style>"
        "body{max-width:36rem;margin:15vh auto 0;padding:0 1rem;color:#243447;"
        "background:#fff;font:1rem/1.9 Vazirmatn,Tahoma,sans-serif}"
        "h1{font-size:1.3rem}section+section{margin-top:2rem;border-top:1px solid "
        "#dadfe5}footer{color:#667382}"
        "@media(prefers-color-scheme:dark){body{color:#dce1e7;background:#151f2c}}"
        "</style></head><body>\n",
        STR_ARG(msg(LANG_FA, row->title)));
    put_part(&b, row, LANG_FA);
    put_part(&b, row, LANG_EN);
    buf_format(&b, "<footer dir=\"ltr\">%d %s</footer></body></html>\n", row->status,
               x->reference);
    return buf_str(&b);
}

void notice_put(struct exchange *x, enum notice which) {
    if (which == NOTICE_AWAY && x->request.method != GET) which = NOTICE_UNSAVED;
    const struct row *row = &rows[which];
    bool program = asked_by_program(&x->request);
    x->reply = (struct reply){
        .status = row->status,
        .type = program ? STR("application/problem+json") : STR("text/html; charset=utf-8"),
        .body = program ? as_json(x, row) : as_page(x, row),
    };
    put_headers(x, row);
}
