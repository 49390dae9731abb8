/* copy.c - backup and restore. */
#include "base/arena.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "server/machine.h"

#include <sys/stat.h>

/* ---- Backup ---- */

static const struct option copy_options[] = {OPTION_DATA, {NULL}};

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

static int backup(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    const char *path = copy_path(call, call->operands[0]);
    struct progress bar = progress_begin(call, MSG_CLI_BACKUP_BAR, 1);
    enum err e = store_backup(h.store, path, move_bar, &bar);
    progress_end(&bar);
    struct str why = str_of(e == ERR_CONFLICT ? path : store_message(h.store));
    status = e == OK ? EXIT_GOOD : tell_error(call, e, why);
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

static int restore(struct call *call) {
    const char *to = house_path(call), *why = "";
    int status = house_make_place(call);
    if (status != EXIT_GOOD) return status;
    enum err e = store_restore(call->operands[0], to, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    tell(call, MSG_CLI_RESTORED, MSG_PARTS({"path", str_of(to)}));
    return EXIT_GOOD;
}

const struct command command_restore = {
    .name = "restore",
    .operands = "FILE",
    .operand_count = 1,
    .about = MSG_CLI_RESTORE,
    .options = copy_options,
    .run = restore,
};
