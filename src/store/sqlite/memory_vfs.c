#include "store/sqlite/memory_vfs.h"

#include "base/clock.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 512, FIRST_BYTES = 64 * 1024 };

struct memory_file {
    struct memory_file *next;
    char *name;
    unsigned char *bytes;
    size_t used, size;
    bool open;
};

struct open_file {
    sqlite3_file base; /* first: SQLite knows only this */
    struct memory_file *file;
};

static struct memory_file *files;
static int64_t now_ms;
static uint64_t random_state;

void memory_vfs_set_time(int64_t unix_ms) {
    now_ms = unix_ms;
}

void memory_vfs_set_seed(uint64_t seed) {
    random_state = seed;
}

/* ---- One file ---- */

static struct memory_file *file_of(sqlite3_file *f) {
    return ((struct open_file *)f)->file;
}

static int file_read(sqlite3_file *f, void *out, int n, sqlite3_int64 at) {
    const struct memory_file *file = file_of(f);
    size_t from = (size_t)at, want = (size_t)n;
    size_t got = from >= file->used ? 0 : file->used - from;
    if (got > want) got = want;
    if (got) memcpy(out, file->bytes + from, got);
    memset((char *)out + got, 0, want - got);
    return got == want ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static bool make_room(struct memory_file *file, size_t wants) {
    if (wants <= file->size) return true;
    size_t size = file->size ? file->size : FIRST_BYTES;
    while (size < wants) {
        if (size > SIZE_MAX / 2) return false;
        size *= 2;
    }
    unsigned char *bytes = realloc(file->bytes, size);
    if (!bytes) return false;
    file->bytes = bytes;
    file->size = size;
    return true;
}

static int file_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at) {
    struct memory_file *file = file_of(f);
    size_t from = (size_t)at, end = from + (size_t)n;
    if (!make_room(file, end)) return SQLITE_FULL;
    if (from > file->used) memset(file->bytes + file->used, 0, from - file->used);
    memcpy(file->bytes + from, bytes, (size_t)n);
    if (end > file->used) file->used = end;
    return SQLITE_OK;
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size) {
    struct memory_file *file = file_of(f);
    if ((size_t)size < file->used) file->used = (size_t)size;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *f, sqlite3_int64 *out) {
    *out = (sqlite3_int64)file_of(f)->used;
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *f, int flags) {
    (void)f, (void)flags;
    return SQLITE_OK;
}

static int file_lock(sqlite3_file *f, int level) {
    (void)f, (void)level; /* one connection a file */
    return SQLITE_OK;
}

static int file_check_lock(sqlite3_file *f, int *out) {
    (void)f;
    *out = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *f, int op, void *arg) {
    (void)f, (void)op, (void)arg;
    return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *f) {
    (void)f;
    return 0;
}

static int file_traits(sqlite3_file *f) {
    (void)f;
    return SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL;
}

static struct memory_file **find(const char *name) {
    struct memory_file **at = &files;
    while (*at && strcmp((*at)->name, name) != 0)
        at = &(*at)->next;
    return at;
}

static void forget(struct memory_file **at) {
    struct memory_file *file = *at;
    *at = file->next;
    free(file->name);
    free(file->bytes);
    free(file);
}

static int file_close(sqlite3_file *f) {
    file_of(f)->open = false;
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
};

/* ---- The system ---- */

static struct memory_file *make(const char *name) {
    struct memory_file *file = calloc(1, sizeof *file);
    char *copy = strdup(name);
    if (!file || !copy) abort();
    *file = (struct memory_file){.next = files, .name = copy};
    return files = file;
}

/* Temporary files have no name; the store keeps those in memory itself and asks
 * for none. */
static int system_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
                       int *out_flags) {
    (void)vfs;
    f->pMethods = NULL;
    if (!name) return SQLITE_CANTOPEN;
    struct memory_file *file = *find(name);
    if (!file && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    if (file && file->open) return SQLITE_BUSY;
    if (!file) file = make(name);
    file->open = true;
    ((struct open_file *)f)->file = file;
    f->pMethods = &methods;
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

static int system_delete(sqlite3_vfs *vfs, const char *name, int sync) {
    (void)vfs, (void)sync;
    struct memory_file **at = find(name);
    if (!*at) return SQLITE_IOERR_DELETE_NOENT;
    if ((*at)->open) return SQLITE_BUSY;
    forget(at);
    return SQLITE_OK;
}

static int system_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    (void)vfs, (void)flags;
    *out = *find(name) != NULL;
    return SQLITE_OK;
}

static int system_full_name(sqlite3_vfs *vfs, const char *name, int n, char *out) {
    (void)vfs;
    size_t length = strlen(name);
    if (length >= (size_t)n) return SQLITE_CANTOPEN;
    memcpy(out, name, length + 1);
    return SQLITE_OK;
}

/* splitmix64: names and salts, no secrets. */
static int system_random(sqlite3_vfs *vfs, int n, char *out) {
    (void)vfs;
    for (int i = 0; i < n; i++) {
        uint64_t z = random_state += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        out[i] = (char)(z >> 56);
    }
    return n;
}

static int system_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs, (void)microseconds;
    return 0;
}

/* SQLite counts milliseconds from the beginning of the Julian days. */
static int system_time(sqlite3_vfs *vfs, sqlite3_int64 *out) {
    (void)vfs;
    *out = 210866760000000 + now_ms;
    return SQLITE_OK;
}

static int system_time_days(sqlite3_vfs *vfs, double *out) {
    sqlite3_int64 ms;
    system_time(vfs, &ms);
    *out = (double)ms / MS_PER_DAY;
    return SQLITE_OK;
}

static int system_last_error(sqlite3_vfs *vfs, int n, char *out) {
    (void)vfs, (void)n, (void)out;
    return 0;
}

static sqlite3_vfs memory_system = {
    .iVersion = 2,
    .szOsFile = sizeof(struct open_file),
    .mxPathname = NAME_BYTES,
    .zName = "memory",
    .xOpen = system_open,
    .xDelete = system_delete,
    .xAccess = system_access,
    .xFullPathname = system_full_name,
    .xRandomness = system_random,
    .xSleep = system_sleep,
    .xCurrentTime = system_time_days,
    .xGetLastError = system_last_error,
    .xCurrentTimeInt64 = system_time,
};

void memory_vfs_install(void) {
    sqlite3_vfs_register(&memory_system, 1);
}

#ifdef SQLITE_OS_OTHER /* then SQLite starts and ends its system through these */
int sqlite3_os_init(void) {
    memory_vfs_install();
    return SQLITE_OK;
}

int sqlite3_os_end(void) {
    return SQLITE_OK;
}
#endif
