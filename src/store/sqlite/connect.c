/* connect.c - opening a connection and the settings it runs with. */
#include "store/sqlite/connect.h"

#include <stdio.h>

enum {
    BUSY_WAIT_MS = 5000,
    FILE_ONLY = 1,   /* not in memory */
    WRITER_ONLY = 2, /* not for a connection that only reads */
    READER_ONLY = 4,
    BULK_ONLY = 8, /* for an import by command; stands after what it replaces */
};

#ifdef SQLITE_OMIT_WAL
#define JOURNAL "PRAGMA journal_mode=MEMORY"
#else
#define JOURNAL "PRAGMA journal_mode=WAL"
#endif

/* In the order they must run. Sizes of the page: README.md. The log is moved into the file
 * by store_checkpoint; the automatic size only guards against an owner who forgets. */
static const struct setting {
    const char *text;
    int when;
} settings[] = {
    {"PRAGMA page_size=8192", WRITER_ONLY},
    {JOURNAL, FILE_ONLY | WRITER_ONLY},
    {"PRAGMA synchronous=FULL", WRITER_ONLY},
    {"PRAGMA wal_autocheckpoint=16384", FILE_ONLY | WRITER_ONLY},
    {"PRAGMA wal_autocheckpoint=65536", FILE_ONLY | WRITER_ONLY | BULK_ONLY},
    {"PRAGMA journal_size_limit=67108864", FILE_ONLY | WRITER_ONLY},
    {"PRAGMA mmap_size=68719476736", FILE_ONLY},
    {"PRAGMA cache_size=-16384", FILE_ONLY},
    {"PRAGMA cache_size=-262144", FILE_ONLY | BULK_ONLY},
    {"PRAGMA temp_store=MEMORY", 0},
    {"PRAGMA foreign_keys=OFF", 0},
    {"PRAGMA trusted_schema=OFF", 0},
    {"PRAGMA query_only=ON", READER_ONLY},
};

struct sqlite_store *sqlite_of(struct store *s) {
    return (struct sqlite_store *)s;
}

enum err connection_run(struct connection *c, const char *text) {
    int rc = sqlite3_exec(c->db, text, NULL, NULL, NULL);
    return rc == SQLITE_OK ? OK : connection_failed(c, rc);
}

static bool wanted(const struct setting *setting, const char *path,
                   const struct store_options *options) {
    if ((setting->when & FILE_ONLY) && !path) return false;
    if ((setting->when & WRITER_ONLY) && options->read_only) return false;
    if ((setting->when & READER_ONLY) && !options->read_only) return false;
    return !(setting->when & BULK_ONLY) || options->bulk;
}

static int set_up(sqlite3 *db, const char *path, const struct store_options *options) {
    sqlite3_busy_timeout(db, BUSY_WAIT_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* Else a bound LIMIT or a sampled column makes every run parse and plan anew. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    int rc = SQLITE_OK;
    for (size_t i = 0; rc == SQLITE_OK && i < sizeof settings / sizeof *settings; i++)
        if (wanted(&settings[i], path, options))
            rc = sqlite3_exec(db, settings[i].text, NULL, NULL, NULL);
    /* The first read of a file shows whether it is a database. */
    return rc == SQLITE_OK ? sqlite3_exec(db, "PRAGMA schema_version", NULL, NULL, NULL)
                           : rc;
}

static int open_flags(const struct store_options *options) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (options->read_only) return flags | SQLITE_OPEN_READONLY;
    return flags | SQLITE_OPEN_READWRITE | (options->create ? SQLITE_OPEN_CREATE : 0);
}

enum err connection_open(struct connection *c, const char *path,
                         const struct store_options *options, const char **out_reason) {
    if (path && !options->create && !sqlite_file_exists(path)) {
        *out_reason = "no such file";
        return ERR_ABSENT;
    }
    int rc = sqlite3_open_v2(path ? path : ":memory:", &c->db, open_flags(options), NULL);
    if (rc == SQLITE_OK) rc = set_up(c->db, path, options);
    if (rc == SQLITE_OK) return OK;
    *out_reason = sqlite3_errstr(rc);
    sqlite3_close(c->db);
    c->db = NULL;
    return sqlite_meaning(rc);
}

void connection_close(struct connection *c) {
    if (!c->db) return;
    statements_free(c);
    sqlite3_close(c->db);
    c->db = NULL;
}

bool sqlite_file_exists(const char *path) {
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    int there = 0;
    vfs->xAccess(vfs, path, SQLITE_ACCESS_EXISTS, &there);
    return there;
}

void sqlite_file_remove(const char *path) {
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xDelete(vfs, path, 1);
}

char *sqlite_files_path(const char *path) {
    return sqlite3_mprintf("%s-files", path);
}
