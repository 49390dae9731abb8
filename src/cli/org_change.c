/* org_change.c - the list of organisations is changed: entered and taken off, suspended and
 * resumed, host names. The organisations themselves are not touched. */
#include "base/arena.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/list.h"
#include "cli/tell.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {OPTION_DATA, OPTION_ORG, {NULL}};

/* ---- Org add, org remove ---- */

static const struct option add_options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"host", "NAME,…", MSG_CLI_OPTION_HOSTS},
    {"at", "DIR", MSG_CLI_OPTION_AT},
    {NULL},
};

/* The same place under two names would be written to by two who know nothing of each other. */
static bool same_place(const char *a, const char *b) {
    char real_a[PATH_MAX], real_b[PATH_MAX];
    if (strcmp(a, b) == 0) return true;
    return store_is_file(a) && realpath(a, real_a) && realpath(b, real_b)
           && strcmp(real_a, real_b) == 0;
}

static bool is_listed(const struct call *call, const char *place) {
    struct list list;
    if (list_look(call, &list) != EXIT_GOOD) return false;
    for (int i = 0; i < list.all.count; i++)
        if (same_place(place, list.all.rows[i].place)) return true;
    return false;
}

static int org_add(struct call *call) {
    struct entry entry;
    const char *why = "";
    bool there;
    int status = list_read_entry(call, &entry);
    if (status != EXIT_GOOD) return status;
    entry.at = str_of(call_text(call, "at", ""));
    const char *place = registry_place(call->mem, house_data(call), entry.name, entry.at);
    if (is_listed(call, place))
        return tell_failure(call, MSG_CLI_ORG_THERE,
                            MSG_PARTS({"path", house_show(call, place)}));
    enum err e = store_present(place, &there, &why);
    if (e != OK) return tell_error(call, e, str_of(why));
    if (there) return list_enter(call, &entry);
    return tell_failure(call, MSG_CLI_ORG_ABSENT,
                        MSG_PARTS({"path", house_show(call, place)}));
}

const struct command command_org_add = {
    .name = "org add",
    .about = MSG_CLI_ORG_ADD,
    .options = add_options,
    .run = org_add,
};

/* ---- Those that name an organisation of the list ---- */

static int change(struct call *call, list_work *work) {
    if (!call_text(call, "org", NULL))
        return tell_misuse(call, MSG_CLI_OPERAND_MISSING,
                           MSG_PARTS({"operands", STR("--org")}));
    int status = list_find(call);
    return status == EXIT_GOOD ? list_change(call, false, work, NULL) : status;
}

static enum err remove_entry(const struct call *call, struct writer *w, void *self) {
    (void)self;
    return registry_remove(w, str_of(call->listed));
}

static enum err suspend(const struct call *call, struct writer *w, void *self) {
    (void)self;
    return registry_suspend(w, str_of(call->listed), true);
}

static enum err resume(const struct call *call, struct writer *w, void *self) {
    (void)self;
    return registry_suspend(w, str_of(call->listed), false);
}

static int org_remove(struct call *call) {
    return change(call, remove_entry);
}

static int org_suspend(struct call *call) {
    return change(call, suspend);
}

static int org_resume(struct call *call) {
    return change(call, resume);
}

const struct command command_org_remove = {.name = "org remove",
                                           .about = MSG_CLI_ORG_REMOVE,
                                           .options = options,
                                           .run = org_remove};
const struct command command_org_suspend = {.name = "org suspend",
                                            .about = MSG_CLI_ORG_SUSPEND,
                                            .options = options,
                                            .run = org_suspend};
const struct command command_org_resume = {.name = "org resume",
                                           .about = MSG_CLI_ORG_RESUME,
                                           .options = options,
                                           .run = org_resume};

/* ---- Org host ---- */

static enum err add_host(const struct call *call, struct writer *w, void *self) {
    (void)self;
    return registry_add_host(w, str_of(call->listed), str_of(call->operands[0]));
}

static enum err remove_host(const struct call *call, struct writer *w, void *self) {
    (void)self;
    return registry_remove_host(w, str_of(call->listed), str_of(call->operands[0]));
}

static int change_host(struct call *call, list_work *work) {
    char *host = arena_alloc(call->mem, REGISTRY_HOST_CHARS + 1);
    struct str typed = str_of(call->operands[0]);
    if (!registry_host(typed, host))
        return tell_failure(call, MSG_CLI_HOST_WRONG, MSG_PARTS({"host", typed}));
    call->operands[0] = host;
    return change(call, work);
}

static int org_host_add(struct call *call) {
    return change_host(call, add_host);
}

static int org_host_remove(struct call *call) {
    return change_host(call, remove_host);
}

const struct command command_org_host_add = {.name = "org host add",
                                             .operands = "NAME",
                                             .operand_count = 1,
                                             .about = MSG_CLI_ORG_HOST_ADD,
                                             .options = options,
                                             .run = org_host_add};
const struct command command_org_host_remove = {.name = "org host remove",
                                                .operands = "NAME",
                                                .operand_count = 1,
                                                .about = MSG_CLI_ORG_HOST_REMOVE,
                                                .options = options,
                                                .run = org_host_remove};
