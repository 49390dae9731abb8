/* mail_send.c - an e-mail to the organisation's mail server: its text plain and as HTML, then a file.
 * libcurl writes the parts (MIME); what stands in the headers is channels/email.h's. */
#include "base/arena.h"
#include "channels/answer.h"
#include "channels/email.h"
#include "host/letter_send.h"

/* What libcurl is given, and given back together. */
struct mailing {
    CURL *curl;
    curl_mime *mime;
    struct curl_slist *headers, *recipients;
    struct heard heard; /* the server's lines */
    char why[CURL_ERROR_SIZE];
};

static void put_text(curl_mimepart *part, struct str text, const char *type) {
    curl_mime_data(part, text.p, text.n);
    curl_mime_type(part, type);
    curl_mime_encoder(part, "base64");
}

static void put_texts(struct arena *mem, CURL *curl, curl_mimepart *at,
                      const struct letter *l) {
    curl_mime *both = curl_mime_init(curl);
    put_text(curl_mime_addpart(both), l->text, "text/plain; charset=utf-8");
    put_text(curl_mime_addpart(both), email_html(mem, l), "text/html; charset=utf-8");
    curl_mime_subparts(at, both);
    curl_mime_type(at, "multipart/alternative");
}

static void put_parts(struct arena *mem, struct mailing *m, const struct letter *l) {
    m->mime = curl_mime_init(m->curl);
    put_texts(mem, m->curl, curl_mime_addpart(m->mime), l);
    if (l->file.name.n) {
        curl_mimepart *file = curl_mime_addpart(m->mime);
        put_text(file, l->file.bytes, str_z(mem, l->file.type));
        curl_mime_filename(file, str_z(mem, l->file.name));
    }
    curl_easy_setopt(m->curl, CURLOPT_MIMEPOST, m->mime);
}

static bool put_headers(struct arena *mem, struct mailing *m, const struct letter *l) {
    struct email_headers headers;
    if (!email_headers(mem, l, &headers)) return false;
    for (int i = 0; i < headers.count; i++)
        m->headers = curl_slist_append(m->headers, str_z(mem, headers.lines[i]));
    curl_easy_setopt(m->curl, CURLOPT_HTTPHEADER, m->headers);
    return true;
}

static void put_server(struct arena *mem, struct mailing *m, const struct mail_server *s) {
    static const long locks[] = {[MAIL_PLAIN] = CURLUSESSL_NONE,
                                 [MAIL_STARTTLS] = CURLUSESSL_ALL,
                                 [MAIL_TLS] = CURLUSESSL_ALL};
    struct str url = str_format(mem, "%s://%.*s:%d", s->lock == MAIL_TLS ? "smtps" : "smtp",
                                STR_ARG(s->host), s->port);
    curl_easy_setopt(m->curl, CURLOPT_URL, str_z(mem, url));
    curl_easy_setopt(m->curl, CURLOPT_USE_SSL, locks[s->lock]);
    curl_easy_setopt(m->curl, CURLOPT_SSL_VERIFYPEER, s->any_certificate ? 0L : 1L);
    curl_easy_setopt(m->curl, CURLOPT_SSL_VERIFYHOST, s->any_certificate ? 0L : 2L);
    if (!s->user.n) return;
    curl_easy_setopt(m->curl, CURLOPT_USERNAME, str_z(mem, s->user));
    curl_easy_setopt(m->curl, CURLOPT_PASSWORD, str_z(mem, s->password));
}

static void put_envelope(struct arena *mem, struct mailing *m, const struct letter *l) {
    struct str from = str_format(mem, "<%.*s>", STR_ARG(l->mail.from_address));
    struct str to = str_format(mem, "<%.*s>", STR_ARG(l->to));
    m->recipients = curl_slist_append(NULL, str_z(mem, to));
    curl_easy_setopt(m->curl, CURLOPT_MAIL_FROM, str_z(mem, from));
    curl_easy_setopt(m->curl, CURLOPT_MAIL_RCPT, m->recipients);
    curl_easy_setopt(m->curl, CURLOPT_HEADERFUNCTION, heard_take);
    curl_easy_setopt(m->curl, CURLOPT_HEADERDATA, &m->heard);
}

/* A password that is wrong is so for now: another may be set. */
static struct letter_outcome judge(struct arena *mem, const struct mailing *m,
                                   CURLcode code) {
    struct str lines = str_n(m->heard.text, m->heard.n);
    struct letter_outcome answer = answer_of_mail(mem, lines, code == CURLE_OK);
    if (code == CURLE_LOGIN_DENIED) answer.end = LETTER_LATER;
    return code == CURLE_OK || answer.said.n ? answer : letter_unreached(mem, code, m->why);
}

static struct letter_outcome hand_over(struct arena *mem, struct mailing *m,
                                       const struct letter *l) {
    put_server(mem, m, &l->mail);
    if (!put_headers(mem, m, l)) return letter_refused(STR("an address or header is none"));
    put_envelope(mem, m, l);
    put_parts(mem, m, l);
    return judge(mem, m, curl_easy_perform(m->curl));
}

struct letter_outcome mail_send(struct arena *mem, const struct letter *letter) {
    struct mailing m = {0};
    if (!letter->mail.host.n)
        return (struct letter_outcome){LETTER_LATER, STR("no mail server is set")};
    m.curl = letter_curl("smtp,smtps", m.why);
    if (!m.curl) return letter_unreached(mem, CURLE_FAILED_INIT, "");
    struct letter_outcome outcome = hand_over(mem, &m, letter);
    curl_mime_free(m.mime);
    curl_slist_free_all(m.headers);
    curl_slist_free_all(m.recipients);
    curl_easy_cleanup(m.curl);
    return outcome;
}
