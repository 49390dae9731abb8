/* list.h - the list of organisations (app/registry.h), for commands. */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "app/registry.h"
#include "cli/command.h"

/* The list that --data names. */
struct list {
    const char *data;
    bool there;
    struct listing all; /* empty when it is not there */
};

/* Look at it. Gives an exit status; what went wrong has been told. */
int list_look(const struct call *call, struct list *out);
/* Set call->place: the organisation that --data and --org name. */
int list_find(struct call *call);

/* Change the list in one transaction; `make` when it need not be there yet. */
typedef enum err list_work(const struct call *call, struct writer *w, void *self);
int list_change(const struct call *call, bool make, list_work *work, void *self);

/* What is to be entered under --org. */
struct entry {
    struct str name, at;
    const struct str *hosts;
    int host_count;
    bool first; /* there is no list yet */
};
/* Read it from the options; its name and hosts must be free. */
int list_read_entry(struct call *call, struct entry *out);
int list_enter(const struct call *call, const struct entry *entry);

/* The organisation went to another place. */
int list_moved(const struct call *call, const char *to);
/* A command worked on it: its jobs may be due otherwise than the list remembers. */
void list_touched(const struct call *call);

#endif
