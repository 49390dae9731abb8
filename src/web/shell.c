#include "web/shell.h"

#include "http/router.h"
#include "modules/platform/notification.h"
#include "records/rules/settings.h"
#include "web/again.h"
#include "web/asset.h"
#include "web/html.h"
#include "web/shell.html.h"

enum { FLASH_SECONDS = 60 };

enum lang html_lang(const struct ctx *cx) {
    return cx->lang;
}

bool html_persian_digits(const struct ctx *cx) {
    return cx->digits == DIGITS_PERSIAN;
}

/* ---- Tables ---- */

const struct look looks[LOOKS] = {
    {"language", MSG_LOOK_LANGUAGE, {{"fa", MSG_LOOK_FA}, {"en", MSG_LOOK_EN}}},
    {"digits", MSG_LOOK_DIGITS, {{"persian", MSG_LOOK_PERSIAN}, {"latin", MSG_LOOK_LATIN}}},
    {"calendar",
     MSG_LOOK_CALENDAR,
     {{"jalali", MSG_LOOK_JALALI}, {"gregorian", MSG_LOOK_GREGORIAN}}},
    {"theme",
     MSG_LOOK_THEME,
     {{"light", MSG_LOOK_LIGHT}, {"dark", MSG_LOOK_DARK}, {"auto", MSG_LOOK_AUTO}}},
};

const struct key keys[KEYS] = {
    {"Ctrl K", MSG_KEY_SEARCH},   {"/", MSG_KEY_SEARCH_HERE}, {"c", MSG_KEY_CREATE},
    {"g h", MSG_KEY_HOME},        {"g c", MSG_KEY_CUSTOMERS}, {"g t", MSG_KEY_TASKS},
    {"g d", MSG_KEY_CALENDAR},    {"j", MSG_KEY_NEXT},        {"k", MSG_KEY_PREVIOUS},
    {"x", MSG_KEY_CHOOSE},        {"Enter", MSG_KEY_OPEN},    {"e", MSG_KEY_EDIT},
    {"n", MSG_KEY_WRITE},         {"t", MSG_KEY_TASK},        {"a", MSG_KEY_ACCEPT},
    {"Ctrl Enter", MSG_KEY_SAVE}, {"Esc", MSG_KEY_CLOSE},     {"?", MSG_KEYS},
};

/* ---- The frame ---- */

static void frame_looks(const struct ctx *cx, struct frame *f) {
    f->looks[LOOK_LANGUAGE] = cx->lang == LANG_EN ? STR("en") : STR("fa");
    f->looks[LOOK_DIGITS] = cx->digits == DIGITS_LATIN ? STR("latin") : STR("persian");
    f->looks[LOOK_CALENDAR] =
        cx->calendar == CALENDAR_GREGORIAN ? STR("gregorian") : STR("jalali");
    f->looks[LOOK_THEME] = cx->actor->theme.n ? cx->actor->theme : STR("auto");
    f->theme = str_is(f->looks[LOOK_THEME], "light")  ? "light"
               : str_is(f->looks[LOOK_THEME], "dark") ? "dark"
                                                      : "auto";
}

/* What the page before wanted said, said once. */
static struct str take_flash(struct page *p) {
    struct str key = request_cookie(p->request, FLASH_COOKIE);
    enum msg found;
    if (!key.n) return STR("");
    reply_cookie_drop(p, FLASH_COOKIE);
    return str_starts(key, STR("flash.")) && msg_find(key, &found) ? cx_msg(p->cx, found)
                                                                   : STR("");
}

/* The page's own address, to come back to. */
static struct str here(const struct page *p) {
    const struct request *r = p->request;
    if (r->method != GET) return STR("/");
    if (!r->query.n) return r->path;
    return str_join(p->cx->mem, str_join(p->cx->mem, r->path, STR("?")), r->query);
}

/* The organisation's own picture, else the program's. */
static struct str logo_path(const struct ctx *cx) {
    struct str logo = settings_text(cx->settings, "organisation.logo");
    return logo.n ? str_join(cx->mem, STR("/logo/"), logo) : asset_path(ASSET_LOGO_SVG);
}

static struct str house_name(const struct ctx *cx) {
    struct str house = settings_text(cx->settings, "organisation.name");
    return house.n ? house : cx_msg(cx, MSG_APP_NAME);
}

static struct frame make_frame(struct page *p, struct str title) {
    struct ctx *cx = p->cx;
    struct frame f = {.title = title,
                      .house = house_name(cx),
                      .logo = logo_path(cx),
                      .person = cx->actor->name,
                      .initial = utf8_first(cx->actor->name, 1),
                      .path = here(p),
                      .help = menu_help(p),
                      .token = page_token(p),
                      .flash = take_flash(p),
                      .narrow = str_is(request_cookie(p->request, "side"), "narrow"),
                      .broad = str_is(request_cookie(p->request, "side"), "broad"),
                      .menu = menu_of(p),
                      .quick = menu_quick(p)};
    f.foot = menu_foot(p, &f.menu);
    frame_looks(cx, &f);
    page_expect_frame(p);
    (void)notification_unread_read(&p->frame,
                                   &f.unread); /* a page is worth more than its bell */
    return f;
}

void page_expect_frame(struct page *p) {
    if (!p->part && !p->frame.statement) (void)notification_unread_ask(p->cx, &p->frame);
}

enum err page_send(struct page *p, struct str title, const struct buf *content) {
    if (content->failed) return ERR_LIMIT;
    if (p->part) return reply_html(p, content);
    struct buf out = buf_in(p->cx->mem, PAGE_BYTES);
    buf_room(&out, content->n + PAGE_FIRST_BYTES);
    struct frame f = make_frame(p, title);
    reply_cache(p, CACHE_ASK);
    shell_page(&out, p->cx, &f, html_raw(buf_str(content)));
    return reply_html(p, &out);
}

static enum err send_outside(struct page *p, struct str title, const struct buf *content,
                             const struct outside_dress *dress) {
    if (content->failed) return ERR_LIMIT;
    struct buf out = page_buf(p);
    struct frame f = {.title = title,
                      .house = dress ? settings_text(p->cx->settings, "organisation.name")
                                     : house_name(p->cx),
                      .logo = logo_path(p->cx),
                      .path = here(p),
                      .dress = dress};
    shell_outside(&out, p->cx, &f, html_raw(buf_str(content)));
    return reply_html(p, &out);
}

enum err page_send_outside(struct page *p, struct str title, const struct buf *content) {
    return send_outside(p, title, content, NULL);
}

enum err page_send_dressed(struct page *p, struct str title, const struct buf *content,
                           const struct outside_dress *dress) {
    return send_outside(p, title, content, dress);
}

void page_flash(struct page *p, enum msg flash) {
    struct cookie cookie = {
        .name = FLASH_COOKIE, .value = msg_key[flash], .age_s = FLASH_SECONDS};
    reply_cookie(p, &cookie);
}

void page_outside_language(struct page *p) {
    struct str chosen = request_cookie(p->request, LANGUAGE_COOKIE);
    if (!p->cx->actor->anonymous || !chosen.n) return;
    p->cx->lang = str_is(chosen, "en") ? LANG_EN : LANG_FA;
    p->cx->digits = p->cx->lang == LANG_EN ? DIGITS_LATIN : DIGITS_PERSIAN;
}

/* ---- What went wrong ---- */

struct failure {
    int status;
    enum msg title, advice;
};
static const struct failure failures[] = {
    [ERR_INVALID] = {422, MSG_ERROR_INVALID, MSG_ERROR_INVALID_ADVICE},
    [ERR_DENIED] = {403, MSG_ERROR_DENIED, MSG_ERROR_DENIED_ADVICE},
    [ERR_ABSENT] = {404, MSG_ERROR_ABSENT, MSG_ERROR_ABSENT_ADVICE},
    [ERR_CONFLICT] = {409, MSG_ERROR_CONFLICT, MSG_ERROR_CONFLICT_ADVICE},
    [ERR_LIMIT] = {413, MSG_ERROR_LIMIT, MSG_ERROR_LIMIT_ADVICE},
    [ERR_BUSY] = {503, MSG_ERROR_BUSY, MSG_ERROR_BUSY_ADVICE},
    [ERR_STORE] = {500, MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
    [ERR_CORRUPT] = {500, MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
    [ERR_IO] = {500, MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
    [ERR_FULL] = {507, MSG_ERROR_FULL, MSG_ERROR_FULL_ADVICE},
};

/* A path that is there but knows no such method is no missing page. */
static struct failure failure_of(const struct page *p, enum err e) {
    static const struct failure method = {405, MSG_ERROR_METHOD, MSG_ERROR_METHOD_ADVICE};
    return e == ERR_ABSENT && !p->route && p->methods ? method : failures[e];
}

struct str result_words(struct ctx *cx, struct str result) {
    for (size_t e = 0; e < sizeof failures / sizeof *failures; e++)
        if (failures[e].status && str_is(result, err_name((enum err)e)))
            return str_join(cx->mem, cx_msg(cx, failures[e].title), STR("."));
    return result;
}

struct str page_age(const struct page *p) {
    int64_t s = (p->request->behind_ms + 999) / 1000;
    if (!s) return STR("");
    return msg_format(p->cx->mem, p->cx->lang, MSG_PAGE_AGE,
                      MSG_PARTS({"n", cx_number(p->cx, s)}));
}

/* Nobody is logged in and the page is for those who are. */
static bool wants_login(const struct page *p, enum err e) {
    return e == ERR_DENIED && p->cx->actor->anonymous
           && !(p->route && p->route->flags & ROUTE_OPEN);
}

static enum err send_login(struct page *p) {
    struct buf to = buf_in(p->cx->mem, 4096);
    BUF_LIT(&to, "/login?next=");
    url_encode(&to, here(p));
    return p->part ? reply_redirect_part(p, buf_str(&to)) : reply_redirect(p, buf_str(&to));
}

/* The store works well enough to ask it for the frame. */
static bool frame_possible(const struct page *p, enum err e) {
    return !p->cx->actor->anonymous && failures[e].status < 500;
}

/* What the work said of itself, else what helps with such an error. */
static struct str advice_of(struct page *p, const struct failure *f) {
    struct str said = problem_of(p->cx, STR(""));
    return said.n ? said : cx_msg(p->cx, f->advice);
}

enum err page_send_error(struct page *p, enum err e) {
    page_outside_language(p);
    if (wants_login(p, e) && p->request->method == GET) return send_login(p);
    if (wants_login(p, e) && again_offer(p) == OK) return OK;
    struct failure f = failure_of(p, e);
    p->reply->status = f.status;
    if (f.status == 405)
        reply_header(p, "Allow", methods_text(p->cx->mem, p->methods | OPTIONS));
    struct str title = cx_msg(p->cx, f.title);
    struct buf content = page_buf(p);
    shell_error(&content, p->cx, p, title, advice_of(p, &f));
    return frame_possible(p, e) ? page_send(p, title, &content)
                                : page_send_outside(p, title, &content);
}
