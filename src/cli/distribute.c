/* distribute.c - an organisation's rows go to the machines of a cluster (store/spread.h). */
#include "app/organisation.h"
#include "base/arena.h"
#include "base/buf.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/tell.h"
#include "records/data/plan.h"
#include "store/spread.h"

static const struct option options[] = {
    OPTION_DATA, OPTION_ORG, {"show", NULL, MSG_CLI_OPTION_SHOW}, {NULL}};

/* Those of the definitions, and those the engine keeps beside them. */
static struct table_list all_tables(const struct house *h) {
    struct arena *mem = h->call->mem;
    const struct catalog *c = h->organisation->catalog;
    struct table_list own = organisation_tables(h->organisation, mem), all = {0};
    all.tables = NEWS(mem, (size_t)(own.count + c->count + 1), const struct table *);
    for (int i = 0; i < own.count; i++)
        all.tables[all.count++] = own.tables[i];
    for (int i = 0; i < c->count; i++) {
        if (!c->entities[i]->searched) continue;
        struct table *t = NEW(mem, struct table);
        *t = spread_search_table(mem, c->entities[i]->name);
        all.tables[all.count++] = t;
    }
    all.tables[all.count++] = &spread_piece_table;
    return all;
}

static enum err show(const struct house *h, const struct table_list *all) {
    struct buf text = buf_in(h->call->mem, 0);
    for (int i = 0; i < all->count; i++)
        TRY(spread_commands(h->store, all->tables[i], &text));
    tell_text(str_trim(buf_str(&text)));
    return OK;
}

/* One transaction for each table, so that what was done stays done. */
static enum err spread_one(struct house *h, const struct table *t, bool *out_done) {
    TRY(house_begin(h));
    enum err e = spread_table(store_writer(h->store), t, out_done);
    if (e == OK) return house_keep(h);
    house_undo(h);
    return e;
}

static enum err mark(struct house *h) {
    TRY(house_begin(h));
    enum err e = spread_begin(store_writer(h->store));
    if (e == OK) return house_keep(h);
    house_undo(h);
    return e;
}

static enum err spread_all(struct house *h, const struct table_list *all) {
    int64_t count = 0;
    TRY(spread_ready(h->store));
    TRY(mark(h));
    for (int i = 0; i < all->count; i++) {
        bool done;
        TRY(spread_one(h, all->tables[i], &done));
        count += done;
    }
    tell(h->call, MSG_CLI_ORG_DISTRIBUTED,
         MSG_PARTS({"tables", str_format(h->call->mem, "%lld", (long long)count)}));
    return OK;
}

static int org_distribute(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_BULK, &h);
    if (status != EXIT_GOOD) return status;
    struct table_list all = all_tables(&h);
    enum err e = call_has(call, "show") ? show(&h, &all) : spread_all(&h, &all);
    if (e == ERR_ABSENT)
        status = tell_failure(call, MSG_CLI_ORG_ALONE, NULL);
    else if (e != OK)
        status = tell_error(call, e, str_of(store_message(h.store)));
    house_close(&h);
    return status;
}

const struct command command_org_distribute = {.name = "org distribute",
                                               .about = MSG_CLI_ORG_DISTRIBUTE,
                                               .options = options,
                                               .run = org_distribute};
