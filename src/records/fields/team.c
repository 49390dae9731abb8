/* team.c - a team of users. */
#include "records/fields/linking.h"

const struct field_type team_type = {LINK_MEMBERS, .name = "team", .to = "team",
                                     .ops = OP_EQ, .parse = link_parse};
