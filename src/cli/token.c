/* token.c - tokens by which programs act with a user's rights. */
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/tell.h"
#include "http/api_token.h"
#include "records/data/record.h"
#include "server/machine.h"

enum { TOKEN_DAYS_MOST = 3650 };

static const struct option token_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"user", "LOGIN", MSG_CLI_OPTION_TOKEN_USER},
    {"name", "NAME", MSG_CLI_OPTION_TOKEN_NAME},
    {"days", "N", MSG_CLI_OPTION_TOKEN_DAYS},
    {NULL},
};

static enum err make_token(struct call *call, struct house *h, int64_t days,
                           struct str *out_text) {
    struct record user;
    struct random_pool pool;
    unsigned char random[REQUEST_RANDOM_BYTES];
    TRY(house_begin_user(h, call_text(call, "user", ""), &user));
    random_init(&pool);
    random_take(&pool, random, sizeof random);
    struct str text, name = str_of(call_text(call, "name", "command line"));
    TRY(api_token_create(h->cx, random, record_id(&user), name,
                         days ? h->cx->now_ms + days * MS_PER_DAY : 0, &text));
    *out_text = str_dup(call->mem, text);
    return OK;
}

static int token_create(struct call *call) {
    struct house h;
    struct str text = STR("");
    int64_t days;
    if (!call_has(call, "user"))
        return tell_misuse(call, MSG_CLI_OPERAND_MISSING,
                           MSG_PARTS({"operands", STR("--user LOGIN")}));
    if (!call_number(call, "days", 1, TOKEN_DAYS_MOST, 0, &days)) return EXIT_USAGE;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    status = house_end(&h, make_token(call, &h, days, &text));
    house_close(&h);
    if (status == EXIT_GOOD) tell_text(text);
    return status;
}

const struct command command_token_create = {
    .name = "token create",
    .about = MSG_CLI_TOKEN_CREATE,
    .options = token_options,
    .run = token_create,
};
