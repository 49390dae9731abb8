#include "cli/list.h"

#include "base/arena.h"
#include "base/buf.h"
#include "cli/house.h"
#include "cli/tell.h"

#include <assert.h>
#include <stdlib.h>

enum { HOSTS_AT_ONCE = 50, NAMES_TOLD = 20 };

/* ---- Looking ---- */

static int fail(const struct call *call, enum err e, const char *why) {
    return tell_error(call, e, str_of(why));
}

int list_look(const struct call *call, struct list *out) {
    const char *why = "";
    *out = (struct list){.data = house_data(call)};
    const char *path = registry_path(call->mem, out->data);
    struct store *s;
    if (!path) return EXIT_GOOD;
    enum err e = store_present(path, &out->there, &why);
    if (e != OK) return fail(call, e, why);
    if (!out->there) return EXIT_GOOD;
    e = store_open(&(struct store_options){.path = path, .read_only = true}, &s, &why);
    if (e != OK) return fail(call, e, why);
    e = registry_read(store_reader(s), call->mem, out->data, &out->all);
    int status = e == OK ? EXIT_GOOD : fail(call, e, store_message(s));
    store_close(s);
    return status;
}

/* The names, to be told to the one who left theirs out. */
static struct str names_of(const struct call *call, const struct listing *all) {
    struct buf b = buf_in(call->mem, 0);
    assert(all->rows);
    for (int i = 0; i < all->count && i < NAMES_TOLD; i++) {
        if (i) BUF_LIT(&b, ", ");
        buf_put(&b, all->rows[i].name);
    }
    if (all->count > NAMES_TOLD) BUF_LIT(&b, ", …");
    return buf_str(&b);
}

static const struct listed *find(const struct listing *all, const char *name) {
    if (name) return registry_named(all, str_of(name));
    return all->count == 1 ? &all->rows[0] : NULL;
}

int list_find(struct call *call) {
    struct list l;
    const char *name = call_text(call, "org", NULL);
    int status = call->place ? EXIT_GOOD : list_look(call, &l);
    if (status != EXIT_GOOD || call->place) return status;
    if (!l.there) {
        if (name)
            return tell_failure(call, MSG_CLI_LIST_ABSENT,
                                MSG_PARTS({"path", house_show(call, l.data)}));
        call->place = house_place(call, l.data);
        return EXIT_GOOD;
    }
    const struct listed *one = find(&l.all, name);
    if (!one)
        return tell_failure(call, name ? MSG_CLI_LIST_UNKNOWN : MSG_CLI_LIST_CHOOSE,
                            MSG_PARTS({"name", str_of(name ? name : "")},
                                      {"names", names_of(call, &l.all)}));
    call->place = one->place;
    call->listed = str_z(call->mem, one->name);
    return EXIT_GOOD;
}

/* ---- Changing ---- */

static enum err change(const struct call *call, struct store *s, list_work *work,
                       void *self) {
    TRY(store_begin(s));
    enum err e = work(call, store_writer(s), self);
    if (e == OK) return store_commit(s);
    store_rollback(s);
    return e;
}

/* The list names places and hosts, which are nobody else's business either. */
static bool make_folder(const struct call *call) {
    const char *data = house_data(call);
    return !store_is_file(data) || house_make_folder(call, data);
}

int list_change(const struct call *call, bool make, list_work *work, void *self) {
    const char *why = "", *path = registry_path(call->mem, house_data(call));
    struct store *s = NULL;
    if (!path || (make && !make_folder(call)))
        return tell_failure(call, MSG_CLI_LIST_IMPOSSIBLE,
                            MSG_PARTS({"path", house_show(call, house_data(call))}));
    enum err e =
        store_open(&(struct store_options){.path = path, .create = make}, &s, &why);
    if (e == ERR_ABSENT)
        return tell_failure(call, MSG_CLI_LIST_ABSENT,
                            MSG_PARTS({"path", house_show(call, house_data(call))}));
    if (e != OK) return fail(call, e, why);
    e = registry_apply(s);
    if (e == OK) e = change(call, s, work, self);
    int status = EXIT_GOOD;
    if (e == ERR_ABSENT || e == ERR_CONFLICT)
        status = tell_error(call, e, STR(""));
    else if (e != OK)
        status = fail(call, e, store_message(s));
    store_close(s);
    return status;
}

/* ---- Entering ---- */

static int read_hosts(const struct call *call, struct entry *out) {
    struct str rest = str_of(call_text(call, "host", "")), typed;
    struct str *hosts = NEWS(call->mem, HOSTS_AT_ONCE, struct str);
    char host[REGISTRY_HOST_CHARS + 1];
    out->hosts = hosts;
    while (rest.n && str_cut(&rest, ',', &typed)) {
        if (out->host_count == HOSTS_AT_ONCE || !registry_host(str_trim(typed), host))
            return tell_failure(call, MSG_CLI_HOST_WRONG, MSG_PARTS({"host", typed}));
        hosts[out->host_count++] = str_dup(call->mem, str_of(host));
    }
    return out->host_count ? EXIT_GOOD
                           : tell_misuse(call, MSG_CLI_OPERAND_MISSING,
                                         MSG_PARTS({"operands", STR("--host")}));
}

static const struct listed *host_taken(const struct listing *all, struct str host) {
    for (int i = 0; i < all->count; i++)
        for (int n = 0; n < all->rows[i].host_count; n++)
            if (str_eq(all->rows[i].hosts[n], host)) return &all->rows[i];
    return NULL;
}

static int ask_free(const struct call *call, const struct list *l, const struct entry *e) {
    if (registry_named(&l->all, e->name))
        return tell_failure(call, MSG_CLI_LIST_TAKEN, MSG_PARTS({"name", e->name}));
    for (int i = 0; i < e->host_count; i++) {
        const struct listed *other = host_taken(&l->all, e->hosts[i]);
        if (other)
            return tell_failure(call, MSG_CLI_HOST_TAKEN,
                                MSG_PARTS({"host", e->hosts[i]}, {"name", other->name}));
    }
    return EXIT_GOOD;
}

int list_read_entry(struct call *call, struct entry *out) {
    struct list l;
    *out = (struct entry){.name = str_of(call_text(call, "org", ""))};
    if (!registry_name_ok(out->name))
        return tell_failure(call, MSG_CLI_LIST_NAME, MSG_PARTS({"name", out->name}));
    int status = read_hosts(call, out);
    if (status == EXIT_GOOD) status = list_look(call, &l);
    if (status == EXIT_GOOD) status = ask_free(call, &l, out);
    if (status != EXIT_GOOD) return status;
    if (!registry_path(call->mem, l.data))
        return tell_failure(call, MSG_CLI_LIST_IMPOSSIBLE,
                            MSG_PARTS({"path", house_show(call, l.data)}));
    out->first = !l.there;
    return EXIT_GOOD;
}

static enum err enter(const struct call *call, struct writer *w, void *self) {
    const struct entry *entry = self;
    (void)call;
    TRY(registry_add(w, entry->name, entry->at));
    for (int i = 0; i < entry->host_count; i++)
        TRY(registry_add_host(w, entry->name, entry->hosts[i]));
    return OK;
}

int list_enter(const struct call *call, const struct entry *entry) {
    return list_change(call, true, enter, (void *)entry);
}

/* ---- After other commands ---- */

static enum err set_place(const struct call *call, struct writer *w, void *self) {
    return registry_move(w, str_of(call->listed), str_of(self));
}

int list_moved(const struct call *call, const char *to) {
    char *whole = store_is_file(to) ? realpath(to, NULL) : NULL;
    int status = list_change(call, false, set_place, whole ? whole : (char *)to);
    free(whole);
    return status;
}

static enum err touch(const struct call *call, struct writer *w, void *self) {
    (void)self;
    return registry_touch(w, str_of(call->listed));
}

void list_touched(const struct call *call) {
    if (call->listed) (void)list_change(call, false, touch, NULL);
}
