#include "cli/copies.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "cli/check.h"
#include "cli/tell.h"
#include "server/machine.h"
#include "store/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOMENT_CHARS = 15 }; /* 20250321-141500 */

/* ---- Names ---- */

static struct str folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? str_n(path, (size_t)(slash - path)) : STR(".");
}

/* Its name in the list; else that of its schema, or of the folder it lies in. */
static struct str own_name(const struct call *call) {
    static const struct str schema = STR_INIT("schema=");
    struct str place = str_of(house_path(call)), part, name = STR("organisation");
    if (call->listed) return str_of(call->listed);
    if (!store_is_file(place.p)) {
        struct str rest = str_from(place, str_find(place, schema) + schema.n);
        return str_find(place, schema) < place.n && str_cut(&rest, '&', &part) ? part
                                                                               : name;
    }
    struct str folder = folder_of(place.p);
    while (str_cut(&folder, '/', &part))
        if (part.n && !str_is(part, ".") && !str_is(part, "..")) name = part;
    return name;
}

const char *copies_path(const struct call *call, const char *to) {
    struct stat st;
    if (stat(to, &st) != 0 || !S_ISDIR(st.st_mode)) return to;
    int64_t now_ms = machine_now_ms();
    struct gregorian day = gregorian_from_day(day_of(now_ms, 0));
    int minute = minute_of_day(now_ms, 0), second = (int)(now_ms / 1000 % 60);
    return str_z(call->mem, str_format(call->mem, "%s/%.*s-%04d%02d%02d-%02d%02d%02d.db",
                                       to, STR_ARG(own_name(call)), day.year, day.month,
                                       day.day, minute / 60, minute % 60, second));
}

static bool is_moment(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (i == 8 ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n == MOMENT_CHARS;
}

/* Whether the file is a copy of this organisation. */
static bool is_copy(const struct call *call, struct str name) {
    struct str own = own_name(call);
    if (!str_starts(name, own) || !str_ends(name, STR(".db"))) return false;
    struct str rest = str_from(name, own.n);
    rest = str_first(rest, rest.n - 3);
    return rest.n && rest.p[0] == '-' && is_moment(str_from(rest, 1));
}

/* ---- Proving ---- */

static int prove_at(struct call *call, const char *from, const char *scratch) {
    const char *why = "";
    struct house h;
    enum err e = store_restore(from, scratch, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    int status = house_open_at(call, scratch, HOUSE_PLAIN, &h);
    if (status == EXIT_GOOD) {
        status = check_house(&h, &(struct check_way){.deep = true, .quiet = true});
        house_close(&h);
    }
    store_remove(scratch);
    return status;
}

int copies_prove(struct call *call, const char *path) {
    struct str folder = folder_of(path);
    char *scratch = (char *)str_z(
        call->mem, str_format(call->mem, "%.*s/proof-XXXXXX", STR_ARG(folder)));
    if (!mkdtemp(scratch)) return tell_error(call, ERR_IO, str_of(strerror(errno)));
    int status = prove_at(
        call, path, str_z(call->mem, str_format(call->mem, "%s/organisation.db", scratch)));
    rmdir(scratch);
    if (status != EXIT_GOOD)
        tell_failure(call, MSG_CLI_BACKUP_BAD, MSG_PARTS({"path", str_of(path)}));
    return status;
}

/* ---- Keeping ---- */

static int by_name_falling(const void *a, const void *b) {
    return str_compare(*(const struct str *)b, *(const struct str *)a);
}

/* The names of the copies in the folder, the newest first. */
static int list_copies(const struct call *call, const char *folder, struct str **out) {
    DIR *dir = opendir(folder);
    if (!dir) return 0;
    int count = 0, room = 0;
    struct str *names = NULL;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (!is_copy(call, str_of(entry->d_name))) continue;
        if (count == room) {
            room = room ? room * 2 : 64;
            names = realloc(names, (size_t)room * sizeof *names);
            if (!names) abort();
        }
        names[count++] = str_dup(call->mem, str_of(entry->d_name));
    }
    closedir(dir);
    if (count) qsort(names, (size_t)count, sizeof *names, by_name_falling);
    *out = names;
    return count;
}

void copies_forget(const struct call *call, const char *path, int64_t keep) {
    const char *folder = str_z(call->mem, folder_of(path));
    struct str *names = NULL;
    int count = list_copies(call, folder, &names);
    for (int i = 0; i < count; i++)
        if (i >= keep)
            store_remove(str_z(
                call->mem, str_format(call->mem, "%s/%.*s", folder, STR_ARG(names[i]))));
    free(names);
}
