/* copy.c - backup and restore. */
#include "app/move.h"
#include "base/arena.h"
#include "cli/commands.h"
#include "cli/copies.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "host/host.h"
#include "server/machine.h"
#include "store/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Backup ---- */

static const struct option backup_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"verify", NULL, MSG_CLI_OPTION_VERIFY},
    {"keep", "N", MSG_CLI_OPTION_KEEP},
    {NULL},
};

static bool move_bar(void *self, int64_t done, int64_t total) {
    struct progress *bar = self;
    bar->total = total > 0 ? total : 1;
    progress_move(bar, done);
    return true;
}

static void tell_bar(void *self, int64_t done, int64_t total) {
    (void)move_bar(self, done, total);
}

/* From one engine to another: what is new is opened, filled and proved. Nothing half made
 * stays. */
static int copy_between(struct call *call, struct store *from, const char *to) {
    struct move m = {.from = from,
                     .from_name = "a copy",
                     .host = &host_native,
                     .now_ms = machine_now_ms(),
                     .copy = true,
                     .told = tell_bar};
    const char *why = "";
    struct str reason;
    bool there;
    enum err e = store_present(to, &there, &why);
    if (e == OK && there) e = ERR_CONFLICT, why = to;
    if (e == OK)
        e = store_open(&(struct store_options){.path = to, .create = true, .bulk = true},
                       &m.to, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    struct progress bar = progress_begin(call, MSG_CLI_BACKUP_BAR, 1);
    m.self = &bar;
    e = move_organisation(&m, call->mem, &reason);
    store_close(m.to);
    progress_end(&bar);
    if (e == OK) return EXIT_GOOD;
    store_remove(to);
    return tell_error(call, e, reason);
}

static int copy_file(struct call *call, struct store *from, const char *to) {
    struct progress bar = progress_begin(call, MSG_CLI_BACKUP_BAR, 1);
    enum err e = store_backup(from, to, move_bar, &bar);
    progress_end(&bar);
    struct str why = str_of(e == ERR_CONFLICT ? to : store_message(from));
    return e == OK ? EXIT_GOOD : tell_error(call, e, why);
}

/* What was there before is only forgotten for a copy that is good. */
static int care_for(struct call *call, const char *path, int64_t keep) {
    int status = call_has(call, "verify") ? copies_prove(call, path) : EXIT_GOOD;
    if (status == EXIT_GOOD && keep && path != call->operands[0])
        copies_forget(call, path, keep);
    return status;
}

static int backup(struct call *call) {
    struct house h;
    int64_t keep;
    if (!call_number(call, "keep", 1, COPIES_KEPT_MOST, 0, &keep)) return EXIT_USAGE;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    const char *path = copies_path(call, call->operands[0]);
    status = store_is_file(house_path(call)) ? copy_file(call, h.store, path)
                                             : copy_between(call, h.store, path);
    house_close(&h);
    if (status == EXIT_GOOD) status = care_for(call, path, keep);
    if (status == EXIT_GOOD) tell_text(str_of(path));
    return status;
}

const struct command command_backup = {
    .name = "backup",
    .operands = "FILE",
    .operand_count = 1,
    .about = MSG_CLI_BACKUP,
    .options = backup_options,
    .run = backup,
};

/* ---- Restore ---- */

static const struct option restore_options[] = {OPTION_DATA, OPTION_ORG, {NULL}};

static int restore_file(struct call *call, const char *to) {
    const char *why = "";
    enum err e = store_restore(call->operands[0], to, &why);
    return e == OK ? EXIT_GOOD : tell_error(call, e, str_of(why));
}

/* A copy of an older version is brought up to date before its tables are compared, in a
 * scratch file, for the copy itself stays as it is. */
static int restore_into(struct call *call, const char *to) {
    const char *base = getenv("TMPDIR"), *why = "";
    char *folder = (char *)str_z(
        call->mem, str_format(call->mem, "%s/moshtari-XXXXXX", base ? base : "/var/tmp"));
    struct house h = {0};
    if (!mkdtemp(folder)) return tell_error(call, ERR_IO, str_of(strerror(errno)));
    const char *scratch = str_z(call->mem, str_format(call->mem, "%s/copy.db", folder));
    enum err e = store_restore(call->operands[0], scratch, &why);
    int status = e == OK ? house_open_at(call, scratch, HOUSE_PLAIN, &h)
                         : tell_error(call, e, str_of(why));
    if (status == EXIT_GOOD) {
        status = copy_between(call, h.store, to);
        house_close(&h);
    }
    store_remove(scratch);
    rmdir(folder);
    return status;
}

static int restore(struct call *call) {
    int status = house_make_place(call);
    if (status != EXIT_GOOD) return status;
    const char *to = house_path(call);
    status = store_is_file(to) ? restore_file(call, to) : restore_into(call, to);
    if (status == EXIT_GOOD)
        tell(call, MSG_CLI_RESTORED, MSG_PARTS({"path", house_shown(call)}));
    list_touched(call);
    return status;
}

const struct command command_restore = {
    .name = "restore",
    .operands = "FILE",
    .operand_count = 1,
    .about = MSG_CLI_RESTORE,
    .options = restore_options,
    .run = restore,
};
