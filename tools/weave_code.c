#include "weave_code.h"

#include <string.h>

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || c == '_';
}

/* The length of the string or character literal at the front; an open one takes all. */
static size_t literal_length(struct str code) {
    for (size_t i = 1; i < code.n; i++) {
        if (code.p[i] == '\\')
            i++;
        else if (code.p[i] == code.p[0])
            return i + 1;
    }
    return code.n;
}

static bool is_quote(char c) {
    return c == '"' || c == '\'';
}

size_t code_until(struct str code, const char *stops) {
    int depth = 0;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (depth == 0 && c && strchr(stops, c)) return i;
        if (c == '(' || c == '[' || c == '{') depth++;
        if ((c == ')' || c == ']' || c == '}') && depth) depth--;
        if (is_quote(c)) i += literal_length(str_from(code, i)) - 1;
    }
    return code.n;
}

bool code_argument(struct str *rest, struct str *out_argument) {
    if (str_trim(*rest).n == 0) return false;
    size_t n = code_until(*rest, ",");
    *out_argument = str_trim(str_first(*rest, n));
    *rest = str_from(*rest, n + 1);
    return true;
}

bool code_literal(struct str code, struct str *out_text) {
    code = str_trim(code);
    if (code.n < 2 || code.p[0] != '"' || literal_length(code) != code.n) return false;
    *out_text = str_n(code.p + 1, code.n - 2);
    return code.p[code.n - 1] == '"' && !str_has(*out_text, STR("\\"));
}

struct str code_name(struct str code) {
    size_t n = 0;
    while (n < code.n && is_name_char(code.p[n]))
        n++;
    return str_first(code, n);
}

bool code_call(struct str code, const char *name, struct str *out_arguments) {
    code = str_trim(code);
    if (!str_is(code_name(code), name)) return false;
    code = str_trim(str_from(code, strlen(name)));
    if (code.n < 2 || code.p[0] != '(') return false;
    code = str_from(code, 1);
    size_t n = code_until(code, ")");
    *out_arguments = str_first(code, n);
    return n + 1 == code.n;
}

bool code_put_message(struct buf *out, struct str key) {
    BUF_LIT(out, "MSG_");
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        if (c != '.' && (!is_name_char(c) || (c >= 'A' && c <= 'Z'))) return false;
        buf_byte(out, c == '.' ? '_' : c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
    }
    return key.n > 0;
}

/* At t("key")? Then append the message and pass the call. */
static bool put_t_call(struct buf *out, struct str *rest) {
    struct str after = str_trim(str_from(*rest, 1)), key;
    if (after.n == 0 || after.p[0] != '(') return false;
    after = str_from(after, 1);
    size_t n = code_until(after, ")");
    if (n == after.n || !code_literal(str_first(after, n), &key)) return false;
    BUF_LIT(out, "msg(html_lang(cx), ");
    code_put_message(out, key);
    buf_byte(out, ')');
    const char *end = after.p + n + 1;
    *rest = str_from(*rest, (size_t)(end - rest->p));
    return true;
}

void code_put(struct buf *out, struct str code) {
    while (code.n) {
        struct str name = code_name(code);
        if (str_is(name, "t") && put_t_call(out, &code)) continue;
        size_t n = name.n ? name.n : is_quote(code.p[0]) ? literal_length(code) : 1;
        buf_put(out, str_first(code, n));
        code = str_from(code, n);
    }
}
