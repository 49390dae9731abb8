/* copy.c - backup and restore. */
#include "app/move.h"
#include "base/arena.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "host/host.h"
#include "server/machine.h"
#include "store/store.h"

#include <sys/stat.h>

/* ---- Backup ---- */

static const struct option copy_options[] = {OPTION_DATA, OPTION_ORG, {NULL}};

static bool move_bar(void *self, int64_t done, int64_t total) {
    struct progress *bar = self;
    bar->total = total > 0 ? total : 1;
    progress_move(bar, done);
    return true;
}

/* In a folder the copy is called after the moment, in
 * UTC: organisation-20250321-141500.db */
static const char *copy_path(const struct call *call, const char *to) {
    struct stat st;
    if (stat(to, &st) != 0 || !S_ISDIR(st.st_mode)) return to;
    int64_t now_ms = machine_now_ms();
    struct gregorian day = gregorian_from_day(day_of(now_ms, 0));
    int minute = minute_of_day(now_ms, 0), second = (int)(now_ms / 1000 % 60);
    return str_z(call->mem,
                 str_format(call->mem, "%s/organisation-%04d%02d%02d-%02d%02d%02d.db", to,
                            day.year, day.month, day.day, minute / 60, minute % 60,
                            second));
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

static int backup(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    const char *path = copy_path(call, call->operands[0]);
    status = store_is_file(house_path(call)) ? copy_file(call, h.store, path)
                                             : copy_between(call, h.store, path);
    house_close(&h);
    if (status == EXIT_GOOD) tell_text(str_of(path));
    return status;
}

const struct command command_backup = {
    .name = "backup",
    .operands = "FILE",
    .operand_count = 1,
    .about = MSG_CLI_BACKUP,
    .options = copy_options,
    .run = backup,
};

/* ---- Restore ---- */

static int restore_file(struct call *call, const char *to) {
    const char *why = "";
    enum err e = store_restore(call->operands[0], to, &why);
    return e == OK ? EXIT_GOOD : tell_error(call, e, str_of(why));
}

static int restore_into(struct call *call, const char *to) {
    const char *why = "";
    struct store *from;
    enum err e =
        store_open(&(struct store_options){.path = call->operands[0]}, &from, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    int status = copy_between(call, from, to);
    store_close(from);
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
    .options = copy_options,
    .run = restore,
};
