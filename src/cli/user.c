/* user.c - who may log in. */
#include "base/arena.h"
#include "base/json_write.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/password.h"
#include "cli/tell.h"
#include "entities.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"

/* ---- User add ---- */

static const struct option add_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"name", "NAME", MSG_CLI_OPTION_USER_NAME},
    {"role", "ROLE", MSG_CLI_OPTION_ROLE},
    {"team", "TEAM", MSG_CLI_OPTION_TEAM},
    {"email", "ADDRESS", MSG_CLI_OPTION_EMAIL},
    {"phone", "NUMBER", MSG_CLI_OPTION_PHONE},
    OPTION_PASSWORD_STDIN,
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

/* Read the field as if it had been typed into the form. */
static enum err fill(struct ctx *cx, struct record *r, int field, const char *typed) {
    return typed
               ? field_parse(cx, r->entity->fields[field], str_of(typed), &r->values[field])
               : OK;
}

static enum err add(struct call *call, struct house *h, struct str hash) {
    TRY(house_begin(h));
    struct ctx *cx = h->cx;
    struct record user = record_new(cx, entity_at(cx->catalog, "user"));
    const char *login = call->operands[0];
    TRY(fill(cx, &user, USER_LOGIN, login));
    TRY(fill(cx, &user, USER_NAME, call_text(call, "name", login)));
    TRY(fill(cx, &user, USER_ROLE, call_text(call, "role", NULL)));
    TRY(fill(cx, &user, FIELD_TEAM, call_text(call, "team", NULL)));
    TRY(fill(cx, &user, USER_EMAIL, call_text(call, "email", NULL)));
    TRY(fill(cx, &user, USER_PHONE, call_text(call, "phone", NULL)));
    TRY(record_create(cx, &user));
    return user_set_password(cx, record_id(&user), hash);
}

/* Open, ask for a password, do `work` with its hash, and tell what was made. */
static int with_password(struct call *call,
                         enum err (*work)(struct call *call, struct house *h,
                                          struct str hash)) {
    struct house h;
    struct password password;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    status = password_ask(call, &h, &password);
    if (status == EXIT_GOOD) status = house_end(&h, work(call, &h, password.hash));
    house_close(&h);
    if (status == EXIT_GOOD) password_tell(call, NULL, call->operands[0], password.text);
    return status;
}

static int user_add(struct call *call) {
    return with_password(call, add);
}

const struct command command_user_add = {
    .name = "user add",
    .operands = "LOGIN",
    .operand_count = 1,
    .about = MSG_CLI_USER_ADD,
    .options = add_options,
    .run = user_add,
};

/* ---- User password ---- */

static const struct option password_options[] = {
    OPTION_DATA, OPTION_ORG, OPTION_PASSWORD_STDIN, {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

/* Whoever knew the old password is out, on every device. */
static enum err set_password(struct call *call, struct house *h, struct str hash) {
    struct record user;
    TRY(house_begin_user(h, call->operands[0], &user));
    TRY(user_set_password(h->cx, record_id(&user), hash));
    return session_end_others(h->cx, record_id(&user), 0);
}

static int user_password(struct call *call) {
    return with_password(call, set_password);
}

const struct command command_user_password = {
    .name = "user password",
    .operands = "LOGIN",
    .operand_count = 1,
    .about = MSG_CLI_USER_PASSWORD,
    .options = password_options,
    .run = user_password,
};

/* ---- User disable ---- */

static const struct option data_options[] = {OPTION_DATA, OPTION_ORG, {NULL}};

static enum err disable(struct house *h, const char *login) {
    struct record user;
    TRY(house_begin_user(h, login, &user));
    user.values[USER_ACTIVE] = v_int(0);
    TRY(record_change(h->cx, &user, NULL));
    return session_end_others(h->cx, record_id(&user), 0);
}

static int user_disable(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    status = house_end(&h, disable(&h, call->operands[0]));
    house_close(&h);
    return status;
}

const struct command command_user_disable = {
    .name = "user disable",
    .operands = "LOGIN",
    .operand_count = 1,
    .about = MSG_CLI_USER_DISABLE,
    .options = data_options,
    .run = user_disable,
};

/* ---- User list ---- */

static const struct option list_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

static const int shown[] = {USER_LOGIN, USER_NAME, USER_ROLE, FIELD_TEAM, USER_ACTIVE};
enum { SHOWN = sizeof shown / sizeof *shown };

static enum err put_json(void *self, struct ctx *cx, const struct record *r) {
    (void)cx;
    struct json_writer *w = self;
    json_begin_object(w);
    json_name(w, "login"), json_write_str(w, record_str(r, USER_LOGIN));
    json_name(w, "name"), json_write_str(w, record_str(r, USER_NAME));
    json_name(w, "active"), json_write_bool(w, record_int(r, USER_ACTIVE) == 1);
    json_end_object(w);
    return OK;
}

static enum err list_json(struct ctx *cx, const struct entity *e) {
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_array(&w);
    TRY(record_walk(cx, e, 0, put_json, &w));
    json_end_array(&w);
    tell_text(buf_str(&b));
    return OK;
}

struct users {
    struct arena *mem;
    struct str *cells;
    int rows, room;
};

static enum err put_row(void *self, struct ctx *cx, const struct record *r) {
    struct users *u = self;
    if (u->rows == u->room) {
        int room = u->room ? u->room * 2 : 64;
        size_t row = SHOWN * sizeof *u->cells;
        u->cells = arena_grow(u->mem, u->cells, (size_t)u->room * row, (size_t)room * row);
        u->room = room;
    }
    for (int i = 0; i < SHOWN; i++) {
        const struct field *f = r->entity->fields[shown[i]];
        u->cells[u->rows * SHOWN + i] =
            str_dup(u->mem, field_text(cx, f, r->values[f->at]));
    }
    u->rows++;
    return OK;
}

static enum err list_sheet(struct ctx *cx, const struct entity *e) {
    struct str head[SHOWN];
    struct users users = {.mem = cx->mem};
    for (int i = 0; i < SHOWN; i++)
        head[i] = label_in(&e->fields[shown[i]]->label, cx->lang);
    TRY(record_walk(cx, e, 0, put_row, &users));
    tell_sheet(&(struct sheet){SHOWN, head, users.cells, users.rows});
    return OK;
}

static int user_list(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    const struct entity *e = entity_at(h.cx->catalog, "user");
    enum err err = call_has(call, "json") ? list_json(h.cx, e) : list_sheet(h.cx, e);
    if (err != OK) status = tell_error(call, err, str_of(store_message(h.store)));
    house_close(&h);
    return status;
}

const struct command command_user_list = {
    .name = "user list",
    .about = MSG_CLI_USER_LIST,
    .options = list_options,
    .run = user_list,
};
