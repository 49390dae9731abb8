#include "channels/means.h"

#include "channels/email.h"
#include "persian/clean.h"
#include "records/rules/settings.h"

/* ---- The rows ---- */

static bool is_site(struct arena *mem, struct str s) {
    (void)mem;
    bool http = str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
    return http && !str_ends(s, STR("/")) && !str_has(s, STR(" ")) && !str_has(s, STR("?"));
}

static bool is_host(struct arena *mem, struct str s) {
    (void)mem;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool good = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')
                    || (c && strchr(".-:[]", c));
        if (!good) return false;
    }
    return true;
}

static bool is_port(struct arena *mem, struct str s) {
    enum { PORTS = 65535 };
    int64_t n;
    (void)mem;
    return str_int(s, &n) && n > 0 && n <= PORTS;
}

static bool is_address(struct arena *mem, struct str s) {
    (void)mem;
    return email_address_ok(s);
}

static bool is_url(struct arena *mem, struct str s) {
    (void)mem;
    bool http = str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
    return http && !str_has(s, STR(" "));
}

static bool is_header(struct arena *mem, struct str s) {
    (void)mem;
    return str_find(s, STR(":")) > 0 && str_has(s, STR(":"));
}

enum {
    ROW_SITE,
    ROW_HOST,
    ROW_PORT,
    ROW_LOCK,
    ROW_ANY,
    ROW_USER,
    ROW_PASSWORD,
    ROW_FROM_NAME,
    ROW_FROM,
    ROW_URL,
    ROW_BODY,
    ROW_HEADER,
    ROW_KEY,
    ROW_SENDER,
    ROWS
};

enum { SHORT = 120, MIDDLE = 254, LONG = 1000 };

const struct means_row means_rows[] = {
    [ROW_SITE] = {"post.site", MEANS_SITE, MEANS_TEXT, MSG_MEANS_SITE, MSG_MEANS_SITE_HINT,
                  MIDDLE, is_site},
    [ROW_HOST] = {"mail.host", MEANS_MAIL, MEANS_TEXT, MSG_MEANS_HOST, MSG_MEANS_HOST_HINT,
                  MIDDLE, is_host},
    [ROW_PORT] = {"mail.port", MEANS_MAIL, MEANS_PORT, MSG_MEANS_PORT, MSG_MEANS_PORT_HINT,
                  5, is_port},
    [ROW_LOCK] = {"mail.lock", MEANS_MAIL, MEANS_LOCK, MSG_MEANS_LOCK, MSG_MEANS_LOCK_HINT,
                  8, NULL},
    [ROW_ANY] = {"mail.any", MEANS_MAIL, MEANS_YES_NO, MSG_MEANS_ANY, MSG_MEANS_ANY_HINT, 3,
                 NULL},
    [ROW_USER] = {"mail.user", MEANS_MAIL, MEANS_TEXT, MSG_MEANS_USER, MSG_MEANS_USER_HINT,
                  MIDDLE, NULL},
    [ROW_PASSWORD] = {"mail.password", MEANS_MAIL, MEANS_SECRET, MSG_MEANS_PASSWORD,
                      MSG_MEANS_SECRET_HINT, MIDDLE, NULL},
    [ROW_FROM_NAME] = {"mail.from_name", MEANS_MAIL, MEANS_TEXT, MSG_MEANS_FROM_NAME,
                       MSG_MEANS_FROM_NAME_HINT, SHORT, NULL},
    [ROW_FROM] = {"mail.from", MEANS_MAIL, MEANS_TEXT, MSG_MEANS_FROM, MSG_MEANS_FROM_HINT,
                  MIDDLE, is_address},
    [ROW_URL] = {"sms.url", MEANS_SMS, MEANS_TEXT, MSG_MEANS_URL, MSG_MEANS_URL_HINT, LONG,
                 is_url},
    [ROW_BODY] = {"sms.body", MEANS_SMS, MEANS_TEXT, MSG_MEANS_BODY, MSG_MEANS_BODY_HINT,
                  LONG, NULL},
    [ROW_HEADER] = {"sms.header", MEANS_SMS, MEANS_TEXT, MSG_MEANS_HEADER,
                    MSG_MEANS_HEADER_HINT, MIDDLE, is_header},
    [ROW_KEY] = {"sms.key", MEANS_SMS, MEANS_SECRET, MSG_MEANS_KEY, MSG_MEANS_SECRET_HINT,
                 LONG, NULL},
    [ROW_SENDER] = {"sms.sender", MEANS_SMS, MEANS_TEXT, MSG_MEANS_SENDER,
                    MSG_MEANS_SENDER_HINT, SHORT, NULL},
};
const int means_count = sizeof means_rows / sizeof *means_rows;

static int row_named(struct str name) {
    for (int i = 0; i < means_count; i++)
        if (str_is(name, means_rows[i].name)) return i;
    return -1;
}

/* ---- Reading ---- */

enum err means_values(struct ctx *cx, struct str *out) {
    struct rows rows;
    for (int i = 0; i < means_count; i++)
        out[i] = STR("");
    TRY(store_query(cx->db, SQL("SELECT name, value FROM setting"), BIND_NONE, &rows));
    while (rows_next(&rows)) {
        int row = row_named(rows_text(&rows, 0));
        if (row >= 0) out[row] = str_dup(cx->mem, rows_text(&rows, 1));
    }
    return rows_done(&rows);
}

static enum mail_lock lock_of(struct str value) {
    if (str_is(value, "tls")) return MAIL_TLS;
    return str_is(value, "plain") ? MAIL_PLAIN : MAIL_STARTTLS;
}

static int port_of(struct str value, enum mail_lock lock) {
    enum { SUBMISSION = 587, SUBMISSIONS = 465, SMTP = 25 };
    static const int standard[] = {
        [MAIL_PLAIN] = SMTP, [MAIL_STARTTLS] = SUBMISSION, [MAIL_TLS] = SUBMISSIONS};
    int64_t n;
    return str_int(value, &n) ? (int)n : standard[lock];
}

enum err means_load(struct ctx *cx, struct means *out) {
    struct str v[ROWS];
    TRY(means_values(cx, v));
    enum mail_lock lock = lock_of(v[ROW_LOCK]);
    struct str name = v[ROW_FROM_NAME];
    if (!name.n) name = settings_text(cx->settings, "organisation.name");
    *out = (struct means){
        .site = v[ROW_SITE],
        .mail = {.host = v[ROW_HOST],
                 .port = port_of(v[ROW_PORT], lock),
                 .lock = lock,
                 .any_certificate = str_is(v[ROW_ANY], "yes"),
                 .user = v[ROW_USER],
                 .password = v[ROW_PASSWORD],
                 .from_name = name,
                 .from_address = v[ROW_FROM]},
        .sms = {.url = v[ROW_URL],
                .body = v[ROW_BODY],
                .header = v[ROW_HEADER],
                .key = v[ROW_KEY],
                .sender = v[ROW_SENDER]},
    };
    return OK;
}

bool means_mail(const struct means *m) {
    return m->mail.host.n && m->mail.from_address.n;
}

bool means_sms(const struct means *m) {
    return m->sms.url.n > 0;
}

/* ---- Keeping ---- */

static bool is_good(struct ctx *cx, const struct means_row *row, struct str value) {
    if (utf8_length(value) > (size_t)row->most) return false;
    if (!value.n) return true;
    switch (row->kind) {
    case MEANS_LOCK:
        return str_is(value, "plain") || str_is(value, "starttls") || str_is(value, "tls");
    case MEANS_YES_NO: return str_is(value, "yes");
    default: return !row->good || row->good(cx->mem, value);
    }
}

enum err means_save(struct ctx *cx, const struct means_row *row, struct str typed) {
    bool secret = row->kind == MEANS_SECRET;
    struct str value = secret ? str_trim(typed) : str_trim(fa_clean_line(cx->mem, typed));
    if (secret && !value.n) return OK;
    if (secret && str_is(value, "-")) value = STR("");
    if (!utf8_valid(value) || !is_good(cx, row, value))
        return problem_text(cx, str_of(row->name), cx_msg(cx, MSG_MEANS_BAD));
    return settings_put(cx->writer, row->name, value);
}
