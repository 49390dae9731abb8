/* serve.c - answers requests until told to stop. */
#include "base/arena.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/tell.h"
#include "host/host.h"
#include "server/server.h"

#include <stdio.h>

enum {
    PORT_STANDARD = 8080,
    PORT_LAST = 65535,
    CONNECTIONS_MOST = 100000,
    LAG_MOST_S = 24 * 60 * 60
};

static const struct option options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"port", "N", MSG_CLI_OPTION_PORT},
    {"host", "A", MSG_CLI_OPTION_HOST},
    {"loops", "N", MSG_CLI_OPTION_LOOPS},
    {"connections", "N", MSG_CLI_OPTION_CONNECTIONS},
    {"database-connections", "N", MSG_CLI_OPTION_DATABASE_CONNECTIONS},
    {"reports-from", "ADDRESS", MSG_CLI_OPTION_REPORTS_FROM},
    {"reports-lag", "S", MSG_CLI_OPTION_REPORTS_LAG},
    {"proxy", "A", MSG_CLI_OPTION_PROXY},
    {"access-log", "FILE", MSG_CLI_OPTION_ACCESS_LOG},
    {"error-log", "FILE", MSG_CLI_OPTION_ERROR_LOG},
    {"greeting", "TEXT", MSG_CLI_OPTION_GREETING},
    {NULL},
};

/* The one line by which a person, or a script, learns that it answers. */
static void ready(void *self, int port) {
    const struct call *call = self;
    struct str address = str_of(call_text(call, "host", "127.0.0.1"));
    bool six = str_has(address, STR(":"));
    struct str url = str_format(call->mem, "http://%s%.*s%s:%d/", six ? "[" : "",
                                STR_ARG(address), six ? "]" : "", port);
    struct str greeting = str_of(call_text(call, "greeting", ""));
    tell(call, MSG_CLI_SERVES, MSG_PARTS({"url", url}, {"greeting", greeting}));
    fflush(stdout);
}

static bool read_options(struct call *call, struct server_options *o) {
    int64_t port, loops, connections, lookers, lag_s;
    if (!call_number(call, "port", 0, PORT_LAST, PORT_STANDARD, &port)
        || !call_number(call, "loops", 1, SERVER_LOOPS_LIMIT, 0, &loops)
        || !call_number(call, "connections", 1, CONNECTIONS_MOST, 0, &connections)
        || !call_number(call, "database-connections", 1, SERVER_LOOPS_LIMIT, 0, &lookers)
        || !call_number(call, "reports-lag", 1, LAG_MOST_S, 0, &lag_s))
        return false;
    *o = (struct server_options){
        .host = &host_native,
        .address = call_text(call, "host", NULL),
        .port = (int)port,
        .loops = (int)loops,
        .connections = (int)connections,
        .lookers = (int)lookers,
        .replica = call_text(call, "reports-from", NULL),
        .replica_lag_ms = (int)lag_s * 1000,
        .proxy = call_text(call, "proxy", NULL),
        .access_log = call_text(call, "access-log", NULL),
        .error_log = call_text(call, "error-log", NULL),
        .again = call->argv,
        .ready = ready,
        .self = call,
    };
    return true;
}

/* One organisation's replica may be named whole; of many each finds its own schema there. */
static bool replica_fits(const struct call *call, const struct server_options *o) {
    if (!o->replica) return true;
    bool elsewhere = store_waits(o->replica) && (o->list || store_waits(o->database));
    return elsewhere && (!o->list || registry_path(call->mem, o->replica));
}

static int serve(struct call *call) {
    struct server_options o;
    struct list l;
    if (!read_options(call, &o)) return EXIT_USAGE;
    int status = list_look(call, &l);
    if (status != EXIT_GOOD) return status;
    if (l.there && !call_has(call, "org")) {
        o.data = l.data;
        o.list = registry_path(call->mem, l.data);
    } else {
        status = house_is_there(call);
        if (status != EXIT_GOOD) return status;
        o.database = house_path(call);
    }
    if (!replica_fits(call, &o))
        return tell_misuse(call, MSG_CLI_REPORTS_WRONG,
                           MSG_PARTS({"address", house_show(call, o.replica)}));
    return server_run(&o) == 0 ? EXIT_GOOD : EXIT_FAILED;
}

const struct command command_serve = {
    .name = "serve", .about = MSG_CLI_SERVE, .options = options, .run = serve};
