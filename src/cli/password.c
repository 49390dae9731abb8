#include "cli/password.h"

#include "base/arena.h"
#include "base/json_write.h"
#include "cli/house.h"
#include "cli/tell.h"
#include "host/password.h"
#include "modules/platform/platform.h"
#include "server/machine.h"

#include <stdio.h>

/* 32 letters that nobody takes for one another: 5 bits each. */
static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";

enum { MADE_LETTERS = 16, MADE_GROUP = 4, LINE_BYTES = 1024 };

/* As "k3vd-9mwa-…", 80 bits. */
static struct str make(struct arena *mem) {
    struct random_pool pool;
    unsigned char bytes[MADE_LETTERS];
    random_init(&pool);
    random_take(&pool, bytes, sizeof bytes);
    struct buf b = buf_in(mem, 0);
    for (int i = 0; i < MADE_LETTERS; i++) {
        if (i && i % MADE_GROUP == 0) buf_byte(&b, '-');
        buf_byte(&b, letters[bytes[i] & 31]);
    }
    return buf_str(&b);
}

static struct str read_line(struct arena *mem) {
    char line[LINE_BYTES];
    if (!fgets(line, sizeof line, stdin)) return STR("");
    line[strcspn(line, "\r\n")] = 0;
    return str_dup(mem, str_of(line));
}

int password_ask(struct call *call, struct house *house, struct password *out) {
    bool given = call_has(call, "password-stdin");
    struct str text = given ? read_line(call->mem) : make(call->mem);
    struct ctx *cx = house_look(house);
    if (password_check(cx, text) != OK)
        return tell_failure(
            call, MSG_CLI_PROBLEM,
            MSG_PARTS({"field", STR("password")}, {"text", cx->problems->text}));
    out->text = given ? STR("") : text;
    out->hash = password_hash(call->mem, text);
    return out->hash.n ? EXIT_GOOD : tell_failure(call, MSG_CLI_PASSWORD_MEMORY, NULL);
}

static void tell_json(const struct call *call, const char *database, const char *login,
                      struct str password) {
    struct buf b = buf_in(call->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    if (database) json_name(&w, "database"), json_write_str(&w, str_of(database));
    json_name(&w, "login"), json_write_str(&w, str_of(login));
    if (password.n) json_name(&w, "password"), json_write_str(&w, password);
    json_end_object(&w);
    tell_text(buf_str(&b));
}

void password_tell(const struct call *call, const char *database, const char *login,
                   struct str password) {
    if (call_has(call, "json")) {
        tell_json(call, database, login, password);
        return;
    }
    if (database) tell(call, MSG_CLI_ORG_MADE, MSG_PARTS({"path", str_of(database)}));
    tell(call, MSG_CLI_LOGIN_IS, MSG_PARTS({"login", str_of(login)}));
    if (password.n) tell(call, MSG_CLI_PASSWORD_IS, MSG_PARTS({"password", password}));
}
