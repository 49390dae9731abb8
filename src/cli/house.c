#include "cli/house.h"

#include "app/app.h"
#include "base/arena.h"
#include "cli/list.h"
#include "cli/tell.h"
#include "host/host.h"
#include "server/machine.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- Opening ---- */

const char *house_data(const struct call *call) {
    const char *fallback = getenv("MOSHTARI_DATA");
    return call_text(call, "data", fallback && *fallback ? fallback : HOUSE_STANDARD_DIR);
}

const char *house_place(const struct call *call, const char *data) {
    if (!store_is_file(data)) return data;
    return str_z(call->mem, str_format(call->mem, "%s/organisation.db", data));
}

const char *house_path(const struct call *call) {
    assert(call->place);
    return call->place;
}

struct str house_shown(const struct call *call) {
    return house_show(call, house_path(call));
}

/* What stands before the parameters; the password follows the name of the one who logs in. */
static struct str hide_person(const struct call *call, struct str base) {
    size_t who = str_find(base, STR("://")) + strlen("://");
    struct str rest = str_from(base, who);
    size_t at = str_find(rest, STR("@")), colon = str_find(rest, STR(":"));
    if (at >= rest.n || colon >= at) return base;
    return str_format(call->mem, "%.*s***%.*s", (int)(who + colon + 1), base.p,
                      STR_ARG(str_from(rest, at)));
}

/* Of password=…, sslpassword=… and their like only the name is shown. */
static void put_parameter(struct buf *out, struct str parameter) {
    static const struct str secret = STR_INIT("password=");
    size_t at = str_find(parameter, secret);
    if (at >= parameter.n)
        buf_put(out, parameter);
    else
        buf_format(out, "%.*s***", (int)(at + secret.n), parameter.p);
}

struct str house_show(const struct call *call, const char *place) {
    struct str rest = str_of(place), base = {"", 0}, parameter;
    if (store_is_file(place)) return rest;
    struct buf out = buf_in(call->mem, 0);
    str_cut(&rest, '?', &base);
    buf_put(&out, hide_person(call, base));
    for (char mark = '?'; str_cut(&rest, '&', &parameter); mark = '&') {
        buf_byte(&out, mark);
        put_parameter(&out, parameter);
    }
    return str_of(str_z(call->mem, buf_str(&out)));
}

/* Make the folder with all above it; it holds what customers told in confidence. */
bool house_make_folder(const struct call *call, const char *dir) {
    char *path = (char *)str_z(call->mem, str_of(dir));
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = 0;
        if (mkdir(path, 0755) != 0 && errno != EEXIST) return false;
        *slash = '/';
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* Whether it is there; what went wrong with looking has been told. */
static int look(struct call *call, bool *out_there) {
    const char *why = "";
    int status = list_find(call);
    if (status != EXIT_GOOD) return status;
    enum err e = store_present(house_path(call), out_there, &why);
    return e == OK ? EXIT_GOOD : tell_error(call, e, str_of(why));
}

/* The folder of a path. */
static const char *folder_of(const struct call *call, const char *path) {
    char *folder = (char *)str_z(call->mem, str_of(path));
    *strrchr(folder, '/') = 0;
    return folder;
}

int house_make_place(struct call *call) {
    bool there;
    int status = look(call, &there);
    if (status != EXIT_GOOD) return status;
    if (there)
        return tell_failure(call, MSG_CLI_ORG_THERE,
                            MSG_PARTS({"path", house_shown(call)}));
    const char *path = house_path(call);
    return !store_is_file(path) || house_make_folder(call, folder_of(call, path))
               ? EXIT_GOOD
               : tell_error(call, ERR_IO, str_of(strerror(errno)));
}

int house_is_there(struct call *call) {
    bool there;
    int status = look(call, &there);
    if (status != EXIT_GOOD || there) return status;
    return tell_failure(call, MSG_CLI_ORG_ABSENT, MSG_PARTS({"path", house_shown(call)}));
}

int house_open(struct call *call, enum house_way way, struct house *out) {
    int status = way == HOUSE_NEW ? house_make_place(call) : house_is_there(call);
    return status == EXIT_GOOD ? house_open_at(call, house_path(call), way, out) : status;
}

int house_open_at(struct call *call, const char *path, enum house_way way,
                  struct house *out) {
    const char *why = NULL;
    *out = (struct house){.call = call};
    struct store_options options = {
        .path = path, .create = way == HOUSE_NEW, .bulk = way == HOUSE_BULK};
    enum err e = store_open(&options, &out->store, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    struct str reason = STR("");
    e = organisation_open(out->store, &host_native, machine_now_ms(), &out->organisation,
                          call->mem, &reason);
    if (e != OK) {
        store_close(out->store);
        return tell_error(call, e, reason);
    }
    out->app = app_create(out->organisation, out->store);
    house_look(out);
    return EXIT_GOOD;
}

void house_close(struct house *h) {
    app_free(h->app);
    organisation_close(h->organisation);
    store_close(h->store);
    if (h->changed) list_touched(h->call);
}

/* ---- Working ---- */

struct ctx *house_look(struct house *h) {
    app_done(h->app);
    h->cx = app_context(h->app, machine_now_ms());
    h->cx->lang = h->call->lang;
    return h->cx;
}

enum err house_begin(struct house *h) {
    TRY(store_begin(h->store));
    house_look(h);
    return OK;
}

static enum err find_user(struct ctx *cx, const char *login, struct record *out) {
    int64_t id = 0;
    TRY(store_int(cx->db, SQL("SELECT id FROM \"user\" WHERE login = ?1"),
                  BIND(v_text(str_lower_ascii(cx->mem, str_of(login)))), &id));
    return record_get_plain(cx, entity_at(cx->catalog, "user"), id, out);
}

enum err house_begin_user(struct house *h, const char *login, struct record *out) {
    TRY(house_begin(h));
    enum err e = find_user(h->cx, login, out);
    if (e == ERR_ABSENT)
        return problem_text(h->cx, str_of(login), msg(h->call->lang, MSG_CLI_USER_ABSENT));
    return e;
}

enum err house_keep(struct house *h) {
    TRY(store_commit(h->store));
    h->changed = true;
    (void)store_tell(h->store); /* servers that do not hear of it look by themselves */
    return OK;
}

void house_undo(struct house *h) {
    store_rollback(h->store);
}

int house_tell(struct house *h, enum err e) {
    if (e == OK) return EXIT_GOOD;
    struct str detail = h->cx->log.n ? h->cx->log : str_of(store_message(h->store));
    int status = EXIT_FAILED;
    for (const struct problem *p = h->cx->problems; p; p = p->next)
        status = tell_failure(h->call, MSG_CLI_PROBLEM,
                              MSG_PARTS({"field", p->field}, {"text", p->text}));
    return h->cx->problems ? status : tell_error(h->call, e, detail);
}

int house_end(struct house *h, enum err e) {
    if (e == OK) e = house_keep(h);
    int status = house_tell(h, e);
    if (e != OK) house_undo(h);
    return status;
}
