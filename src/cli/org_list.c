/* org_list.c - which organisations are there, and how they are. */
#include "base/arena.h"
#include "base/json_write.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/tell.h"
#include "store/store.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

static const struct option options[] = {
    OPTION_DATA,
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

/* Rows as they are found, one after the other. */
struct found {
    const struct call *call;
    struct json_writer json;
    struct str *cells;
    int rows, room;
};

static const struct column {
    const char *name; /* in JSON */
    enum msg head;
} columns[] = {
    {"org", MSG_CLI_LIST_ORG},     {"state", MSG_CLI_LIST_STATE},
    {"hosts", MSG_CLI_LIST_HOSTS}, {"engine", MSG_CLI_LIST_ENGINE},
    {"bytes", MSG_CLI_LIST_BYTES}, {"path", MSG_CLI_LIST_PLACE},
};
enum { COLUMNS = sizeof columns / sizeof *columns, HOSTS = 2, BYTES = 4 };

/* ---- One organisation ---- */

static const char *look(const char *place, int64_t *out_bytes) {
    struct store *s;
    const char *why;
    bool there;
    enum err e = store_present(place, &there, &why);
    if (e != OK) return "broken";
    if (!there) return "absent";
    e = store_open(&(struct store_options){.path = place, .read_only = true}, &s, &why);
    if (e != OK) return "broken";
    e = store_bytes(s, out_bytes);
    store_close(s);
    return e == OK ? "active" : "broken";
}

static struct str hosts_of(struct arena *mem, const struct listed *one) {
    struct buf b = buf_in(mem, 0);
    for (int i = 0; i < one->host_count; i++) {
        if (i) BUF_LIT(&b, ",");
        buf_put(&b, one->hosts[i]);
    }
    return buf_str(&b);
}

static void put_cells(struct found *f, const struct str *cells) {
    size_t row = COLUMNS * sizeof *cells;
    if (f->rows == f->room) {
        int room = f->room ? f->room * 2 : 64;
        f->cells =
            arena_grow(f->call->mem, f->cells, (size_t)f->room * row, (size_t)room * row);
        f->room = room;
    }
    memcpy(f->cells + (size_t)f->rows++ * COLUMNS, cells, row);
}

static void put_json(struct json_writer *w, const struct str *cells, int64_t bytes) {
    json_begin_object(w);
    for (int i = 0; i < COLUMNS; i++) {
        struct str rest = cells[i], host;
        json_name(w, columns[i].name);
        if (i == BYTES)
            json_write_int(w, bytes);
        else if (i != HOSTS)
            json_write_str(w, cells[i]);
        if (i != HOSTS) continue;
        json_begin_array(w);
        while (rest.n && str_cut(&rest, ',', &host))
            json_write_str(w, host);
        json_end_array(w);
    }
    json_end_object(w);
}

static void put(struct found *f, const struct listed *one) {
    struct arena *mem = f->call->mem;
    int64_t bytes = 0;
    const char *state = look(one->place, &bytes);
    bool suspended = one->suspended && str_is(STR("active"), state);
    const struct str cells[COLUMNS] = {
        one->name,
        str_of(suspended ? "suspended" : state),
        hosts_of(mem, one),
        store_is_file(one->place) ? STR("sqlite") : STR("postgresql"),
        str_format(mem, "%lld", (long long)bytes),
        house_show(f->call, one->place),
    };
    put_json(&f->json, cells, bytes);
    put_cells(f, cells);
}

/* ---- Without a list ---- */

static void put_unlisted(struct found *f, const char *place) {
    const char *why;
    bool there;
    if (store_present(place, &there, &why) == OK && there)
        put(f, &(struct listed){.place = place});
}

/* The folder itself and those inside it. */
static int walk_folder(struct found *f, const char *top) {
    struct dirent **names = NULL;
    int count = scandir(top, &names, NULL, alphasort);
    if (count < 0)
        return tell_failure(f->call, MSG_CLI_ORG_ABSENT, MSG_PARTS({"path", str_of(top)}));
    put_unlisted(f, house_place(f->call, top));
    for (int i = 0; i < count; i++) {
        struct str dir = str_format(f->call->mem, "%s/%s", top, names[i]->d_name);
        if (names[i]->d_name[0] != '.') put_unlisted(f, house_place(f->call, dir.p));
        free(names[i]);
    }
    free(names);
    return EXIT_GOOD;
}

/* ---- The command ---- */

static void tell_found(struct found *f) {
    struct str head[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        head[i] = msg(f->call->lang, columns[i].head);
    tell_sheet(&(struct sheet){COLUMNS, head, f->cells, f->rows});
}

static int org_list(struct call *call) {
    struct list l;
    struct buf b = buf_in(call->mem, 0);
    struct found f = {.call = call, .json = json_writer(&b)};
    int status = list_look(call, &l);
    json_begin_array(&f.json);
    for (int i = 0; status == EXIT_GOOD && i < l.all.count; i++)
        put(&f, &l.all.rows[i]);
    if (status == EXIT_GOOD && !l.there && store_is_file(l.data))
        status = walk_folder(&f, l.data);
    else if (status == EXIT_GOOD && !l.there)
        put_unlisted(&f, l.data);
    json_end_array(&f.json);
    if (status != EXIT_GOOD) return status;
    if (call_has(call, "json"))
        tell_text(buf_str(&b));
    else
        tell_found(&f);
    return EXIT_GOOD;
}

const struct command command_org_list = {
    .name = "org list",
    .about = MSG_CLI_ORG_LIST,
    .options = options,
    .run = org_list,
};
