#include "weave_place.h"

#include <string.h>

/* ---- What names mean ---- */

static const char *const url_attributes[] = {
    "href",    "src",      "action",   "formaction", "poster",      "cite",
    "data",    "ping",     "manifest", "background", "xlink:href",  "hx-get",
    "hx-post", "hx-put",   "hx-patch", "hx-delete",  "hx-push-url", "hx-replace-url",
    "hx-ws",   "hx-query", "hx-action"};
static const char *const shown_attributes[] = {
    "title",          "placeholder",         "alt",
    "label",          "aria-label",          "aria-description",
    "aria-valuetext", "data-label",          "data-confirm",
    "data-bs-title",  "aria-roledescription"};
/* Their values are run, or read as code by a library. */
static const char *const code_attributes[] = {
    "srcdoc",  "srcset",    "hx-vals",    "hx-vars",    "hx-headers",
    "hx-live", "hx-config", "hx-trigger", "hx-confirm", "hx-request"};
static const char *const schemes[] = {"http", "https", "mailto", "tel", "sms"};

#define IN_LIST(list, name) in_list((list), sizeof(list) / sizeof *(list), (name))

static bool in_list(const char *const *list, size_t n, struct str name) {
    for (size_t i = 0; i < n; i++)
        if (str_is(name, list[i])) return true;
    return false;
}

static struct str place_name(const struct place *p) {
    return str_n(p->name, (size_t)p->name_n);
}

static enum attr attr_of(struct str name) {
    if (str_starts(name, STR("data-hx-"))) name = str_from(name, strlen("data-"));
    if (str_starts(name, STR("on")) || str_starts(name, STR("hx-on"))) return ATTR_CODE;
    if (IN_LIST(code_attributes, name)) return ATTR_CODE;
    if (str_is(name, "style")) return ATTR_STYLE;
    if (IN_LIST(url_attributes, name)) return ATTR_URL;
    return IN_LIST(shown_attributes, name) ? ATTR_SHOWN : ATTR_PLAIN;
}

static enum raw raw_of(struct str element) {
    static const char *const names[] = {[RAW_SCRIPT] = "script",
                                        [RAW_STYLE] = "style",
                                        [RAW_TITLE] = "title",
                                        [RAW_TEXTAREA] = "textarea"};
    for (enum raw r = RAW_SCRIPT; r <= RAW_TEXTAREA; r++)
        if (str_is(element, names[r])) return r;
    return RAW_NONE;
}

/* ---- Walking ---- */

struct walk {
    struct place *p;
    struct str html;
    size_t at;
    struct beside markup;
    struct buf *out;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static struct str walk_rest(const struct walk *w) {
    return str_from(w->html, w->at);
}

static bool name_add(struct place *p, char c) {
    if (p->name_n == PLACE_NAME_MAX) return false;
    p->name[p->name_n++] = lower(c);
    return true;
}

static void copy(struct walk *w, size_t n) {
    buf_put(w->out, str_first(walk_rest(w), n));
    w->at += n;
}

/* Pass a run of blanks; true when it held a line end. */
static bool pass_blanks(struct walk *w) {
    bool line_end = false;
    for (; w->at < w->html.n && is_blank(w->html.p[w->at]); w->at++)
        if (w->html.p[w->at] == '\n') line_end = true;
    return line_end;
}

static void text_blanks(struct walk *w) {
    bool before = w->at ? w->html.p[w->at - 1] == '>' : w->markup.before;
    bool line_end = pass_blanks(w);
    bool at_end = w->at == w->html.n;
    bool after = at_end ? w->markup.after : w->html.p[w->at] == '<';
    if (!(line_end && before && after)) buf_byte(w->out, ' ');
}

/* At "</name" of the raw element we are in? */
static bool raw_ends(const struct walk *w) {
    struct str rest = walk_rest(w);
    if (!str_starts(rest, STR("</"))) return false;
    char name[PLACE_NAME_MAX];
    size_t n = 0;
    for (size_t i = 2; i < rest.n && is_letter(rest.p[i]) && n < sizeof name; i++)
        name[n++] = lower(rest.p[i]);
    return raw_of(str_n(name, n)) == w->p->raw;
}

static void tag_open(struct walk *w) {
    struct str rest = walk_rest(w);
    struct place *p = w->p;
    p->closing = rest.n > 1 && rest.p[1] == '/';
    size_t n = p->closing ? 2 : 1;
    p->name_n = 0;
    if (rest.n > n && is_letter(rest.p[n])) p->where = IN_TAG_NAME;
    copy(w, n);
}

static const char *step_text(struct walk *w) {
    struct place *p = w->p;
    struct str rest = walk_rest(w);
    bool verbatim = p->raw != RAW_NONE || p->pre;
    if (is_blank(rest.p[0]) && !verbatim) {
        text_blanks(w);
    } else if (rest.p[0] != '<' || (p->raw && !raw_ends(w))) {
        copy(w, 1);
    } else if (str_starts(rest, STR("<!--"))) {
        p->where = IN_COMMENT;
        w->at += strlen("<!--");
    } else if (str_starts(rest, STR("<!"))) {
        p->where = IN_BANG;
        copy(w, 1);
    } else {
        p->raw = RAW_NONE;
        tag_open(w);
        if (p->where == IN_TEXT) return "a \"<\" that opens no tag; write &lt;";
    }
    return NULL;
}

static const char *step_comment(struct walk *w) {
    size_t end = str_find(walk_rest(w), STR("-->"));
    if (end == (size_t)-1) {
        w->at = w->html.n;
        return NULL;
    }
    w->at += end + strlen("-->");
    w->p->where = IN_TEXT;
    return NULL;
}

static const char *step_bang(struct walk *w) {
    if (w->html.p[w->at] == '>') w->p->where = IN_TEXT;
    copy(w, 1);
    return NULL;
}

/* The tag's name is known: remember what kind of content follows it. */
static void tag_named(struct place *p) {
    struct str name = place_name(p);
    if (str_is(name, "pre")) p->pre = !p->closing;
    p->raw = p->closing ? RAW_NONE : raw_of(name);
}

static const char *step_tag_name(struct walk *w) {
    char c = w->html.p[w->at];
    if (is_blank(c) || c == '>' || c == '/') {
        tag_named(w->p);
        w->p->where = IN_GAP;
    } else {
        name_add(w->p, c); /* longer names mean nothing to us */
        copy(w, 1);
    }
    return NULL;
}

static const char *step_between(struct walk *w) {
    struct place *p = w->p;
    char c = w->html.p[w->at];
    if (is_blank(c)) {
        pass_blanks(w);
        buf_byte(w->out, ' ');
        p->where = IN_TAG;
    } else if (c == '>') {
        p->where = IN_TEXT;
        copy(w, 1);
    } else if (c == '/') {
        copy(w, 1);
    } else if (p->where == IN_GAP) {
        return "white space is missing between attributes";
    } else if (c == '=') {
        return "white space before \"=\"";
    } else {
        p->where = IN_NAME;
        p->name_n = 0;
    }
    return NULL;
}

static const char *step_name(struct walk *w) {
    struct place *p = w->p;
    char c = w->html.p[w->at];
    if (is_blank(c) || c == '=' || c == '>' || c == '/') {
        p->attr = attr_of(place_name(p));
        p->where = AFTER_NAME;
        return NULL;
    }
    if (c == '"' || c == '\'' || c == '<') return "a quote or \"<\" in an attribute's name";
    if (!name_add(p, c)) return "the attribute's name is too long";
    copy(w, 1);
    return NULL;
}

static const char *step_after_name(struct walk *w) {
    if (w->html.p[w->at] != '=') {
        w->p->where = IN_GAP;
        return NULL;
    }
    w->p->where = BEFORE_VALUE;
    copy(w, 1);
    return NULL;
}

static const char *step_before_value(struct walk *w) {
    struct place *p = w->p;
    char c = w->html.p[w->at];
    if (is_blank(c)) return "white space after \"=\"";
    if (c == '>') return "the attribute has no value";
    p->where = c == '"' || c == '\'' ? IN_VALUE : IN_BARE;
    p->quote = p->where == IN_VALUE ? c : 0;
    p->url = URL_START;
    p->scheme_open = true;
    p->scheme_mixed = false;
    p->name_n = 0;
    if (p->where == IN_VALUE) copy(w, 1);
    return NULL;
}

static const char *step_bare(struct walk *w) {
    char c = w->html.p[w->at];
    if (is_blank(c) || c == '>')
        w->p->where = IN_GAP;
    else
        copy(w, 1);
    return NULL;
}

/* One literal character of an address. Its scheme gathers in the name. */
static const char *url_char(struct place *p, char c) {
    if (c == '?' || c == '#')
        p->url = URL_QUERY;
    else if (p->url == URL_START)
        p->url = URL_PATH;
    if (p->scheme_open && c == ':') {
        if (p->scheme_mixed) return "a value may not be part of an address's scheme";
        if (!IN_LIST(schemes, place_name(p))) return "this scheme is not for addresses";
    }
    if (c == ':' || c == '/' || c == '?' || c == '#') p->scheme_open = false;
    if (p->scheme_open && !name_add(p, c)) p->scheme_mixed = true;
    return NULL;
}

static const char *step_value(struct walk *w) {
    struct place *p = w->p;
    char c = w->html.p[w->at];
    if (c == p->quote) {
        p->where = IN_GAP;
        copy(w, 1);
        return NULL;
    }
    if (is_blank(c)) {
        size_t from = w->at;
        bool line_end = pass_blanks(w);
        buf_put(w->out, line_end ? STR(" ") : str_n(w->html.p + from, w->at - from));
        return NULL;
    }
    const char *why = p->attr == ATTR_URL ? url_char(p, c) : NULL;
    copy(w, 1);
    return why;
}

const char *place_feed(struct place *p, struct str html, struct beside markup,
                       struct buf *out, size_t *out_at) {
    static const char *(*const steps[])(struct walk *) = {[IN_TEXT] = step_text,
                                                          [IN_TAG_NAME] = step_tag_name,
                                                          [IN_TAG] = step_between,
                                                          [IN_GAP] = step_between,
                                                          [IN_NAME] = step_name,
                                                          [AFTER_NAME] = step_after_name,
                                                          [BEFORE_VALUE] =
                                                              step_before_value,
                                                          [IN_VALUE] = step_value,
                                                          [IN_BARE] = step_bare,
                                                          [IN_COMMENT] = step_comment,
                                                          [IN_BANG] = step_bang};
    struct walk w = {p, html, 0, markup, out};
    while (w.at < html.n) {
        const char *why = steps[p->where](&w);
        *out_at = w.at;
        if (why) return why;
    }
    return NULL;
}

/* ---- Values ---- */

static const char *hole_in_value(struct place *p, const char **out_why) {
    static const char *const url_escapes[] = {[URL_START] = "html_url",
                                              [URL_PATH] = "html_url_path",
                                              [URL_QUERY] = "html_url_query"};
    static const char *const escapes[] = {[ATTR_PLAIN] = "html_attr",
                                          [ATTR_SHOWN] = "html_shown",
                                          [ATTR_STYLE] = "html_number"};
    if (p->attr == ATTR_CODE) {
        *out_why = "no value may stand in an attribute that is code";
        return NULL;
    }
    if (p->attr != ATTR_URL) return escapes[p->attr];
    const char *escape = url_escapes[p->url];
    if (p->url == URL_START) p->url = URL_PATH;
    p->scheme_mixed = true;
    return escape;
}

static const char *hole_in_text(const struct place *p, const char **out_why) {
    if (p->raw == RAW_NONE) return "html_put";
    if (p->raw == RAW_TITLE || p->raw == RAW_TEXTAREA) return "html_shown";
    *out_why = p->raw == RAW_SCRIPT ? "no value may stand in a script"
                                    : "no value may stand in a style sheet";
    return NULL;
}

const char *place_hole(struct place *p, const char **out_why) {
    if (p->where == IN_TEXT) return hole_in_text(p, out_why);
    if (p->where == IN_VALUE) return hole_in_value(p, out_why);
    if (p->where == IN_COMMENT)
        *out_why = "no value may stand in a comment";
    else if (p->where == BEFORE_VALUE || p->where == IN_BARE)
        *out_why = "a value needs quotes around it";
    else
        *out_why = "no value may stand in a tag outside a quoted attribute";
    return NULL;
}

const char *place_message(struct place *p, const char **out_why) {
    const char *escape = place_hole(p, out_why);
    if (!escape) return NULL;
    if (strcmp(escape, "html_put") == 0) return "html_value";
    if (p->where == IN_TEXT || p->attr == ATTR_PLAIN || p->attr == ATTR_SHOWN)
        return "html_plain_value";
    *out_why = "a message with parts may stand in text and in plain attributes only";
    return NULL;
}

/* ---- Branches ---- */

void place_settle(struct place *p) {
    if (p->where == IN_TAG_NAME) tag_named(p);
    if (p->where == IN_TAG_NAME || p->where == IN_NAME || p->where == AFTER_NAME)
        p->where = IN_GAP;
    if (p->where == IN_VALUE) p->scheme_mixed = true;
}

/* Fields that mean nothing at this place do not count. */
bool place_same(const struct place *a, const struct place *b) {
    if (a->where != b->where || a->raw != b->raw || a->pre != b->pre) return false;
    if (a->where != IN_VALUE) return true;
    if (a->quote != b->quote || a->attr != b->attr) return false;
    return a->attr != ATTR_URL || (a->url == b->url && a->scheme_open == b->scheme_open);
}

bool place_join(struct place *p, const struct place *other) {
    struct place q = *other;
    place_settle(p);
    place_settle(&q);
    if (p->where == IN_GAP && q.where == IN_TAG) q.where = IN_GAP;
    if (p->where == IN_TAG && q.where == IN_GAP) p->where = IN_GAP;
    if (q.url > p->url) p->url = q.url;
    q.url = p->url;
    p->scheme_open = q.scheme_open = p->scheme_open || q.scheme_open;
    return place_same(p, &q);
}

bool place_takes_widget(const struct place *p) {
    if (p->where == IN_TEXT) return p->raw == RAW_NONE;
    return p->where == IN_TAG || p->where == IN_GAP || p->where == IN_TAG_NAME
           || p->where == IN_NAME || p->where == AFTER_NAME;
}

bool place_is_clear(const struct place *p) {
    return p->where == IN_TEXT && p->raw == RAW_NONE && !p->pre;
}
