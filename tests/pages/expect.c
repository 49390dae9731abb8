/* expect.c - holds a reply against the `>` lines of a conversation. */
#include "base/arena.h"
#include "base/json.h"
#include "conversation.h"

/* A word or a "quoted text" off the front of *rest. */
static bool next_word(struct str *rest, struct str *out) {
    *rest = str_trim(*rest);
    if (!rest->n) return false;
    bool quoted = rest->p[0] == '"';
    struct str from = quoted ? str_from(*rest, 1) : *rest;
    size_t n = 0;
    while (n < from.n && (quoted ? from.p[n] != '"' : from.p[n] != ' '))
        n++;
    *out = str_first(from, n);
    *rest = str_from(from, n + 1);
    return true;
}

static void show(struct conversation *c, const struct reply *reply) {
    struct str start = utf8_first(reply->body, 600);
    conversation_wrong(c, "  the reply was %d: %.*s", reply->status, STR_ARG(start));
}

static void expect_status(struct conversation *c, const struct reply *reply,
                          struct str word) {
    int64_t status = 0;
    if (str_int(word, &status) && status == reply->status) return;
    conversation_wrong(c, "status %d, not %.*s", reply->status, STR_ARG(word));
    show(c, reply);
}

static void expect_text(struct conversation *c, const struct reply *reply, struct str text,
                        bool wanted) {
    if (str_has(reply->body, conversation_filled(c, text)) == wanted) return;
    conversation_wrong(c, wanted ? "text \"%.*s\" is missing" : "text \"%.*s\" is there",
                       STR_ARG(text));
    show(c, reply);
}

static struct str header_of(const struct reply *reply, struct str name) {
    for (int i = 0; i < reply->header_count; i++)
        if (str_eq(reply->headers[i].name, name)) return reply->headers[i].value;
    return STR("");
}

static void expect_header(struct conversation *c, const struct reply *reply,
                          struct str name, struct str text) {
    struct str value = header_of(reply, name);
    if (str_has(value, conversation_filled(c, text))) return;
    conversation_wrong(c, "header %.*s is \"%.*s\"", STR_ARG(name), STR_ARG(value));
}

static struct str json_field(struct conversation *c, const struct reply *reply,
                             struct str name) {
    struct json *root;
    if (json_parse(c->mem, str_dup(c->mem, reply->body), NULL, &root, NULL) != OK)
        return STR("");
    const struct json *list = json_get(root, "data");
    if (list && list->count) root = list->first;
    const struct json *value = json_get(root, str_z(c->mem, name));
    return json_is(value, JSON_NUMBER) ? value->text : json_text(value);
}

/* The last piece of the path in Location. */
static struct str last_piece(struct str path) {
    size_t at = path.n;
    while (at && path.p[at - 1] != '/')
        at--;
    struct str piece = str_from(path, at), id = piece;
    str_cut(&piece, '?', &id);
    return id;
}

/* The batch that an address offers to take back. */
static struct str undo_of(struct str path) {
    size_t at = str_find(path, STR("undo="));
    struct str rest = at == (size_t)-1 ? STR("") : str_from(path, at + 5), id = rest;
    str_cut(&rest, '&', &id);
    return id;
}

/* What stands in an input of a form, by its name. */
static struct str input_of(struct conversation *c, const struct reply *reply,
                           struct str name) {
    struct str mark = str_format(c->mem, "name=\"%.*s\" value=\"", STR_ARG(name));
    size_t at = str_find(reply->body, mark);
    if (at == (size_t)-1) return STR("");
    struct str rest = str_from(reply->body, at + mark.n), value = rest;
    str_cut(&rest, '"', &value);
    return value;
}

static void keep(struct conversation *c, const struct reply *reply, struct str *rest) {
    struct str name, how, field;
    struct str value = {"", 0};
    if (!next_word(rest, &name) || !next_word(rest, &how)) {
        conversation_wrong(
            c, "keep NAME json FIELD, keep NAME input FIELD, keep NAME location or undo");
        return;
    }
    if (str_is(how, "json") && next_word(rest, &field)) value = json_field(c, reply, field);
    if (str_is(how, "input") && next_word(rest, &field)) value = input_of(c, reply, field);
    if (str_is(how, "location")) value = last_piece(header_of(reply, STR("Location")));
    if (str_is(how, "undo")) value = undo_of(header_of(reply, STR("Location")));
    if (!value.n) conversation_wrong(c, "nothing to keep as %.*s", STR_ARG(name));
    if (c->kept_count == KEPT_NAMES) c->kept_count = 0;
    c->kept[c->kept_count++] = (struct kept){name, str_dup(c->mem, value)};
}

static void expect_statements(struct conversation *c, struct str word) {
    int64_t most = 0;
    if (c->faults || (str_int(word, &most) && c->statements <= most)) return;
    conversation_wrong(c, "%lld statements, more than %.*s", (long long)c->statements,
                       STR_ARG(word));
}

void conversation_expect(struct conversation *c, const struct reply *reply,
                         struct str line) {
    struct str word, name, text;
    while (next_word(&line, &word)) {
        if (str_is(word, "text") && next_word(&line, &text))
            expect_text(c, reply, text, true);
        else if (str_is(word, "no-text") && next_word(&line, &text))
            expect_text(c, reply, text, false);
        else if (str_is(word, "header") && next_word(&line, &name)
                 && next_word(&line, &text))
            expect_header(c, reply, name, text);
        else if (str_is(word, "keep"))
            keep(c, reply, &line);
        else if (str_is(word, "statements") && next_word(&line, &text))
            expect_statements(c, text);
        else
            expect_status(c, reply, word);
    }
}
