/* registry.h - the list of the organisations that one folder, or one database server, holds.
 * The list is a store of its own: organisations.db in the folder, or the schema
 * `moshtari_organisations`. Each organisation has a short name, a place and host names, by
 * which requests find it. A folder without a list is one organisation, whoever asks. */
#ifndef APP_REGISTRY_H
#define APP_REGISTRY_H

#include "store/store.h"

enum { REGISTRY_NAME_CHARS = 32, REGISTRY_HOST_CHARS = 253 };

/* One organisation of the list. */
struct listed {
    struct str name;
    const char *place; /* of its database, as store_open takes it */
    bool suspended;
    int64_t due_ms; /* when its jobs want it opened: 0 now or not known */
    const struct str *hosts;
    int host_count;
};

struct listing {
    struct listed *rows; /* by name */
    int count;
};

/* ---- Places ---- */

/* Where the list of `data` is, whether it is there or not; NULL when `data` names one
 * organisation by itself. */
const char *registry_path(struct arena *mem, const char *data);
/* The place of an organisation of that list: beside it under its name, or where `at` says,
 * a folder (from the list's, if not whole) or an address. */
const char *registry_place(struct arena *mem, const char *data, struct str name,
                           struct str at);

/* The same organisation at another address, its replica's. */
const char *registry_at(struct arena *mem, const char *address, const char *place);

/* ---- Names ---- */

/* Small Latin letters, digits and hyphens; the first a letter. */
bool registry_name_ok(struct str name);
/* A host as requests are compared with it: small letters, no port, no dot at the end. Other
 * letters must come as browsers send them (xn--…). False: it is none. */
bool registry_host(struct str typed, char out[REGISTRY_HOST_CHARS + 1]);

/* ---- The list ---- */

/* Make its tables, or bring them up to date. */
enum err registry_apply(struct store *s);
enum err registry_read(struct reader *r, struct arena *mem, const char *data,
                       struct listing *out);
/* The one of that name, or NULL. */
const struct listed *registry_named(const struct listing *l, struct str name);
/* Grows with every change of the list, due times apart. */
enum err registry_version(struct reader *r, int64_t *out);

/* Each is one change in the caller's transaction. A name or host that is taken gives
 * ERR_CONFLICT, one that is not there ERR_ABSENT. */
enum err registry_add(struct writer *w, struct str name, struct str at);
enum err registry_remove(struct writer *w, struct str name);
enum err registry_suspend(struct writer *w, struct str name, bool suspended);
enum err registry_move(struct writer *w, struct str name, struct str at);
enum err registry_add_host(struct writer *w, struct str name, struct str host);
enum err registry_remove_host(struct writer *w, struct str name, struct str host);
/* Where it still is `before_ms`; else somebody noted something newer, which stays. */
enum err registry_set_due(struct writer *w, struct str name, int64_t before_ms,
                          int64_t due_ms, bool *out_set);
/* When its jobs are due is no longer known. */
enum err registry_touch(struct writer *w, struct str name);

#endif
