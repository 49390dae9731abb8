/* check.h - proving an open organisation whole; see `moshtari check --help`. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/house.h"

struct check_way {
    bool deep;  /* read every file too */
    bool json;  /* tell it to programs */
    bool quiet; /* only tell what is wrong */
};

/* Gives an exit status; what was found has been told. */
int check_house(struct house *h, const struct check_way *way);

#endif
