/* Nothing that people write or servers answer breaks out of where it stands: no header begins another one,
 * no text a tag, no value ends a gateway's JSON, address or form; what is told of an answer is text. The
 * first byte says how the rest is used; a line's end separates its two pieces. */
#include "fuzz.h"

#include "base/json.h"
#include "channels/answer.h"
#include "channels/email.h"
#include "channels/sms.h"

static bool has_below(struct str s, unsigned char least) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < least) return true;
    return false;
}

/* ---- E-mails ---- */

/* A line's end stands before the space of a fold alone. */
static void one_header(struct str line) {
    struct str rest = line, part;
    must(str_has(line, STR(": ")));
    for (bool first = true; str_cut(&rest, '\n', &part); first = false) {
        must(first || str_starts(part, STR(" ")));
        if (rest.n) {
            must(str_ends(part, STR("\r")));
            part.n--;
        }
        must(!has_below(part, ' '));
    }
}

static void headers(struct arena *mem, struct str a, struct str b) {
    struct email_headers out;
    struct letter l = {.way = LETTER_EMAIL,
                       .mark = STR("m1"),
                       .to = b,
                       .subject = a,
                       .mail = {.from_name = a, .from_address = STR("a@example.ir")}};
    for (int turn = 0; turn < 2; turn++) {
        if (email_headers(mem, &l, &out)) {
            must(out.count <= EMAIL_HEADERS);
            for (int i = 0; i < out.count; i++)
                one_header(out.lines[i]);
        }
        l.mail.from_address = b;
        l.to = STR("b@example.ir");
    }
}

static void only_our_tags(struct arena *mem, struct str text) {
    static const char *const ours[] = {
        "<!doctype html>", "<html lang=\"", "<head>",    "<meta charset",
        "</head>",         "<body style",   "<p dir=\"", "</p>\n",
        "<a href=\"http",  "</a>",          "</body>",   "</html>\n"};
    struct letter l = {.text = text, .lang = LANG_FA};
    struct str html = email_html(mem, &l);
    for (size_t i = 0; i < html.n; i++) {
        bool known = html.p[i] != '<';
        for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
            known |= str_starts(str_from(html, i), str_of(ours[k]));
        must(known);
    }
}

/* ---- SMS ---- */

static struct letter sms_of(struct str text, struct str sender) {
    return (struct letter){
        .way = LETTER_SMS,
        .mark = STR("m1"),
        .to = STR("+989121234567"),
        .text = text,
        .sms = {.url = STR("https://s.ir/?t={text}&s={sender}"),
                .body = STR("{ \"t\": \"{text}\", \"s\": \"{sender}\" }"),
                .header = STR("X-Sender: {sender}"),
                .sender = sender}};
}

static void filled(struct arena *mem, struct str text, struct str sender) {
    struct letter l = sms_of(text, sender);
    struct sms_call call;
    struct json *root;
    if (!utf8_valid(text) || !utf8_valid(sender) || !sms_call(mem, &l, &call)) return;
    must(!has_below(call.url, '!') && !has_below(call.header, ' '));
    must(call.json && json_parse(mem, call.body, NULL, &root, NULL) == OK);
    must(str_eq(json_text(json_get(root, "t")), text));
    must(str_eq(json_text(json_get(root, "s")), sender));
}

/* What an administrator writes is filled too, whatever it is. */
static void any_template(struct arena *mem, struct str template, struct str text) {
    struct letter l = sms_of(text, STR("3000"));
    struct sms_call call;
    l.sms.url = l.sms.body = l.sms.header = template;
    if (!sms_call(mem, &l, &call)) return;
    must(!has_below(call.url, '!') && !has_below(call.header, ' '));
}

/* ---- Answers ---- */

static void answered(struct arena *mem, struct str bytes) {
    const struct letter_outcome all[] = {
        answer_of_mail(mem, bytes, true), answer_of_mail(mem, bytes, false),
        answer_of_gateway(mem, 200, bytes), answer_of_gateway(mem, 500, bytes)};
    must(all[0].end == LETTER_TAKEN && all[1].end != LETTER_TAKEN);
    must(all[2].end == LETTER_TAKEN && all[3].end == LETTER_LATER);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        must(utf8_valid(all[i].said) && utf8_length(all[i].said) <= ANSWER_LETTERS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    struct arena *mem = arena_create();
    struct str bytes = str_n((const char *)data + 1, size - 1), b = bytes, a;
    if (!str_cut(&b, '\n', &a)) a = STR("");
    switch (data[0] % 6) {
    case 0: headers(mem, a, b); break;
    case 1: headers(mem, b, a); break;
    case 2: only_our_tags(mem, bytes); break;
    case 3: filled(mem, b, a); break;
    case 4: any_template(mem, a, b); break;
    default: answered(mem, bytes);
    }
    arena_free(mem);
    return 0;
}
