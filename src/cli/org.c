/* org.c - making an organisation, and seeing what is there. */
#include "app/app.h"
#include "base/arena.h"
#include "base/json_write.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/password.h"
#include "cli/tell.h"
#include "modules/platform/platform.h"
#include "records/data/list.h"
#include "records/meta/meta.h"
#include "records/rules/settings.h"

#include <stdio.h>

/* ---- Org create ---- */

static const struct option create_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"host", "NAME,…", MSG_CLI_OPTION_HOSTS},
    {"name", "NAME", MSG_CLI_OPTION_ORG_NAME},
    {"login", "LOGIN", MSG_CLI_OPTION_FIRST_LOGIN},
    {"language", "fa|en", MSG_CLI_OPTION_LANGUAGE},
    OPTION_PASSWORD_STDIN,
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

static enum err begin(struct call *call, struct house *h, struct str hash) {
    TRY(house_begin(h));
    struct str language = str_of(call_text(call, "language", "fa"));
    TRY(settings_begin(h->cx, language));
    TRY(settings_save(h->cx, "organisation.name", str_of(call_text(call, "name", ""))));
    h->cx->lang = str_is(language, "en") ? LANG_EN : LANG_FA;
    struct first_user first = {.name = h->cx->lang == LANG_EN ? STR("Administrator")
                                                              : STR("راهبر"),
                               .login = str_of(call_text(call, "login", "admin")),
                               .password_hash = hash};
    return app_begin(h->cx, &first);
}

/* One of a list: its place follows from its name. What stands alone in that folder must be
 * entered first, lest the list hide it. */
static int choose_place(struct call *call, struct entry *entry) {
    const char *why = "", *data = house_data(call), *alone = house_place(call, data);
    bool there = false;
    int status = list_read_entry(call, entry);
    if (status != EXIT_GOOD) return status;
    enum err e = entry->first ? store_present(alone, &there, &why) : OK;
    if (e != OK) return tell_error(call, e, str_of(why));
    if (there)
        return tell_failure(call, MSG_CLI_LIST_ALONE,
                            MSG_PARTS({"path", house_show(call, alone)}));
    call->place = registry_place(call->mem, data, entry->name, STR(""));
    return EXIT_GOOD;
}

static int org_create(struct call *call) {
    struct house h;
    struct password password;
    struct entry entry;
    bool listed = call_has(call, "org");
    int status = listed ? choose_place(call, &entry) : EXIT_GOOD;
    if (status == EXIT_GOOD) status = house_open(call, HOUSE_NEW, &h);
    if (status != EXIT_GOOD) return status;
    status = password_ask(call, &h, &password);
    if (status == EXIT_GOOD) status = house_end(&h, begin(call, &h, password.hash));
    house_close(&h);
    if (status == EXIT_GOOD && listed) status = list_enter(call, &entry);
    if (status == EXIT_GOOD)
        password_tell(call, house_shown(call).p, call_text(call, "login", "admin"),
                      password.text);
    else
        store_remove(house_path(call)); /* nothing half made stays */
    return status;
}

const struct command command_org_create = {
    .name = "org create",
    .about = MSG_CLI_ORG_CREATE,
    .options = create_options,
    .run = org_create,
};

/* ---- Org info ---- */

static const struct option info_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

/* How many records of each kind, in the catalog's order. */
static enum err count_kinds(struct ctx *cx, int64_t *out_counts) {
    for (int i = 0; i < cx->catalog->count; i++) {
        struct list_query q = {.entity = cx->catalog->entities[i], .plain = true};
        TRY(list_count(cx, &q, 0, &out_counts[i]));
    }
    return OK;
}

static void info_json(const struct call *call, const struct ctx *cx, int64_t bytes,
                      const int64_t *counts) {
    struct buf b = buf_in(call->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    json_name(&w, "database"), json_write_str(&w, house_shown(call));
    json_name(&w, "bytes"), json_write_int(&w, bytes);
    json_name(&w, "name");
    json_write_str(&w, settings_text(cx->settings, "organisation.name"));
    static const char *const looks[] = {"language", "digits", "calendar"};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        json_name(&w, looks[i]);
        json_write_str(&w, settings_text(cx->settings, looks[i]));
    }
    json_name(&w, "records"), json_begin_object(&w);
    for (int i = 0; i < cx->catalog->count; i++)
        json_name_str(&w, cx->catalog->entities[i]->name), json_write_int(&w, counts[i]);
    json_end_object(&w), json_end_object(&w);
    tell_text(buf_str(&b));
}

static void info_lines(const struct call *call, const struct ctx *cx, int64_t bytes,
                       const int64_t *counts) {
    struct str name = settings_text(cx->settings, "organisation.name");
    struct str size = str_format(call->mem, "%lld", (long long)bytes);
    tell(call, MSG_CLI_ORG_IS,
         MSG_PARTS({"name", name}, {"path", house_shown(call)}, {"bytes", size}));
    for (int i = 0; i < cx->catalog->count; i++)
        printf("%12lld  %.*s\n", (long long)counts[i],
               STR_ARG(label_in(&cx->catalog->entities[i]->many, call->lang)));
}

static int org_info(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    int64_t *counts = NEWS(call->mem, (size_t)h.cx->catalog->count, int64_t);
    int64_t bytes;
    enum err e = count_kinds(h.cx, counts);
    if (e == OK) e = store_bytes(h.store, &bytes);
    if (e != OK)
        status = tell_error(call, e, str_of(store_message(h.store)));
    else if (call_has(call, "json"))
        info_json(call, h.cx, bytes, counts);
    else
        info_lines(call, h.cx, bytes, counts);
    house_close(&h);
    return status;
}

const struct command command_org_info = {
    .name = "org info",
    .about = MSG_CLI_ORG_INFO,
    .options = info_options,
    .run = org_info,
};
