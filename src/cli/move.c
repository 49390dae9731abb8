/* move.c - an organisation goes to another folder or database. */
#include "app/move.h"

#include "base/arena.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "host/host.h"
#include "server/machine.h"
#include "store/store.h"

#include <errno.h>

static const struct option options[] = {
    OPTION_DATA, OPTION_ORG, {"to", "DIR", MSG_CLI_OPTION_TO}, {NULL}};

static void move_bar(void *self, int64_t done, int64_t total) {
    struct progress *bar = self;
    bar->total = total > 0 ? total : 1;
    progress_move(bar, done);
}

/* A place that a move left unfinished is cleared; any other must be empty. */
static int clear_place(const struct call *call, const char *path) {
    const char *why = "";
    bool there, unfinished = false;
    struct store *s;
    enum err e = store_present(path, &there, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    if (!there) return EXIT_GOOD;
    e = store_open(&(struct store_options){.path = path, .read_only = true}, &s, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    e = move_unfinished(s, &unfinished);
    store_close(s);
    if (e != OK || !unfinished)
        return tell_failure(call, MSG_CLI_ORG_THERE,
                            MSG_PARTS({"path", house_show(call, path)}));
    store_remove(path);
    return EXIT_GOOD;
}

static int open_target(const struct call *call, const char *to, const char *path,
                       struct store **out) {
    const char *why = "";
    int status = clear_place(call, path);
    if (status != EXIT_GOOD) return status;
    if (store_is_file(path) && !house_make_folder(call, to))
        return tell_error(call, ERR_IO, str_of(strerror(errno)));
    enum err e = store_open(
        &(struct store_options){.path = path, .create = true, .bulk = true}, out, &why);
    return e == OK ? EXIT_GOOD : tell_error(call, e, str_of(why));
}

static void tell_moved(const struct call *call, const struct move *m) {
    tell(call, MSG_CLI_ORG_MOVED,
         MSG_PARTS({"path", str_of(m->to_name)},
                   {"tables", str_format(call->mem, "%lld", (long long)m->tables)},
                   {"rows", str_format(call->mem, "%lld", (long long)m->rows)},
                   {"pieces", str_format(call->mem, "%lld", (long long)m->pieces)}));
}

static int move_house(struct house *h, const char *to) {
    const struct call *call = h->call;
    const char *path = house_place(call, to);
    struct str reason;
    struct progress bar = progress_begin(call, MSG_CLI_ORG_MOVE_BAR, 1);
    struct move m = {.from = h->store,
                     .from_name = str_z(call->mem, house_shown(call)),
                     .to_name = str_z(call->mem, house_show(call, to)),
                     .host = &host_native,
                     .now_ms = machine_now_ms(),
                     .told = move_bar,
                     .self = &bar};
    int status = open_target(call, to, path, &m.to);
    if (status != EXIT_GOOD) return status;
    enum err e = move_organisation(&m, call->mem, &reason);
    store_close(m.to);
    progress_end(&bar);
    if (e != OK) return tell_error(call, e, reason);
    tell_moved(call, &m);
    return EXIT_GOOD;
}

static int org_move(struct call *call) {
    const char *to = call_text(call, "to", NULL);
    struct house h;
    if (!to)
        return tell_misuse(call, MSG_CLI_OPERAND_MISSING,
                           MSG_PARTS({"operands", STR("--to")}));
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    status = move_house(&h, to);
    house_close(&h);
    return status == EXIT_GOOD && call->listed ? list_moved(call, to) : status;
}

const struct command command_org_move = {
    .name = "org move", .about = MSG_CLI_ORG_MOVE, .options = options, .run = org_move};
