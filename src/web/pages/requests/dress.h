/* dress.h - how a request form and what follows it look, as its organisation designed them. */
#ifndef WEB_PAGES_REQUESTS_DRESS_H
#define WEB_PAGES_REQUESTS_DRESS_H

#include "records/data/record.h"
#include "web/shell.h"

/* What was chosen in the form; what was not is ours. */
struct outside_dress dress_of(const struct record *form);

#endif
