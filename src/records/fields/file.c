/* file.c - an attached file: the record that keeps its name and where its content lies. */
#include "records/fields/linking.h"

const struct field_type file_type = {LINK_MEMBERS, .name = "file", .to = "file",
                                     .parse = link_parse};
