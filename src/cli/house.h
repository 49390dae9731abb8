/* house.h - an organisation opened for a command.
 * DIR/organisation.db is the organisation; its files lie beside it. Where a folder or an
 * address holds several, list.h finds the one. */
#ifndef CLI_HOUSE_H
#define CLI_HOUSE_H

#include "cli/command.h"
#include "records/data/record.h"

#define HOUSE_STANDARD_DIR "data"
#define OPTION_DATA \
    { "data", "DIR", MSG_CLI_OPTION_DATA }
#define OPTION_ORG \
    { "org", "SLUG", MSG_CLI_OPTION_ORG }

enum house_way {
    HOUSE_PLAIN,
    HOUSE_BULK, /* much will be written */
    HOUSE_NEW,  /* made here; it must not be there */
};

struct house {
    const struct call *call;
    struct store *store;
    struct organisation *organisation;
    struct app *app;
    struct ctx *cx; /* of the transaction that is open, or of the latest look */
    bool changed;   /* something was kept */
};

/* What --data says: a folder or an address. */
const char *house_data(const struct call *call);
/* The path of the organisation that --data and --org name, once it was looked for. */
const char *house_path(const struct call *call);
/* The same to be shown: an address without its password. Ends in NUL. */
struct str house_shown(const struct call *call);
/* The path of the organisation in a folder or at an address, and that path to be shown. */
const char *house_place(const struct call *call, const char *data);
struct str house_show(const struct call *call, const char *place);
/* Make a folder, with those above it, that only its owner may enter. */
bool house_make_folder(const struct call *call, const char *dir);

/* Whether the organisation that is named is there; if not, that has been told. */
int house_is_there(struct call *call);
/* Make the folder of the one that is named; an organisation must not be there. */
int house_make_place(struct call *call);

/* Open what --data names. Gives an exit status; what went wrong has been told. */
int house_open(struct call *call, enum house_way way, struct house *out);
/* The same for the organisation at `path`, which need not be in a list. */
int house_open_at(struct call *call, const char *path, enum house_way way,
                  struct house *out);
void house_close(struct house *h);

/* A fresh context of now; what the one before allocated is gone. */
struct ctx *house_look(struct house *h);
/* The same inside a transaction; house_keep commits it and house_undo rolls it back. */
enum err house_begin(struct house *h);
/* The same, and the user of that login, who may be switched off. */
enum err house_begin_user(struct house *h, const char *login, struct record *out);
enum err house_keep(struct house *h);
void house_undo(struct house *h);
/* Tell problems and failures of the latest work; gives an exit status. */
int house_tell(struct house *h, enum err e);
/* End the transaction by how it went: kept when `e` is OK. Gives an exit status; problems
 * and failures have been told. */
int house_end(struct house *h, enum err e);

#endif
