/* customer.h - the page of one customer: everything one look needs, read in a fixed number
 * of statements; private to pages/people/. */
#ifndef WEB_PAGES_PEOPLE_CUSTOMER_H
#define WEB_PAGES_PEOPLE_CUSTOMER_H

#include "records/data/list.h"
#include "web/pages/people/composer.h"
#include "web/pages/people/tasks.h"
#include "web/pages/people/timeline_view.h"
#include "web/pages/records/files.h"
#include "web/pages/sales/deals.h"
#include "web/pages/trade/panel.h"

enum {
    STEPS = 20,      /* open tasks shown */
    NEIGHBOURS = 30, /* related parties shown */
    PARTS = 30,      /* contact points, addresses, identifiers shown, of each kind */
};

/* A party that this one has to do with; `from_here` says which side the relationship stands
 * on. Who may not be seen has no name. */
struct neighbour {
    int64_t id; /* 0: of somebody one may not see */
    int64_t relationship, other;
    struct str name, phone, kind, role;
    bool person, from_here;
};

/* How the latest contacts went. */
struct standing {
    bool any;
    int64_t last_ms;
    struct str last_kind;
    int64_t mood_ms; /* of the latest contact whose mood is known */
    struct str mood; /* empty: none is known */
};

/* What hangs on the customer's id alone is asked at once, before the answers are read. */
struct customer_asked {
    struct rows standing, relationships, names;
    struct list_asked *contacts, *addresses, *identifiers; /* NULL: may not be read */
};

struct customer {
    const struct page *page;
    struct customer_asked asked;
    const struct record *party;
    struct str id, name, path;
    struct str merged;                 /* who was merged into this one just now, or empty */
    bool person, edits, deletes, says; /* says: may record interactions */
    struct standing standing;
    struct record_list contacts, addresses, identifiers;
    const struct neighbour *neighbours;
    int neighbour_count;
    struct task_lines steps;
    struct deals_view deals;
    struct trades_view trades;
    bool edits_tasks, makes_tasks;
    bool serves; /* others, as their dealer or branch */
    struct timeline_view timeline;
    struct files_view files;
    struct composer composer;
};

/* Send the page, after a form with problems as 422. */
enum err customer_send(struct page *p, const struct composer *composer);

/* ---- For the templates ---- */

/* The number to call: what the customer is best reached by. Empty: none. */
struct str customer_phone(const struct customer *v);
/* The facts of the side, in their order. */
struct fact_group {
    enum msg label;
    const int *fields;
    int count;
};
enum { FACT_GROUPS = 3 };
extern const struct fact_group fact_groups[FACT_GROUPS];
/* How many fields of a group hold something. */
int facts_filled(const struct customer *v, const struct fact_group *g);
struct str neighbour_kind(struct ctx *cx, const struct neighbour *n);
enum contact_way { WAY_CALL, WAY_FAX, WAY_MAIL, WAY_WEB, WAY_PLAIN };
enum contact_way contact_way(struct str kind);
/* The class that colours a mood. */
const char *mood_meaning(struct str mood);

#endif
