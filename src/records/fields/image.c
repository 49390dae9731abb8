/* image.c - a picture: a file that is shown. */
#include "records/fields/linking.h"

const struct field_type image_type = {LINK_MEMBERS, .name = "image", .to = "file",
                                      .parse = link_parse};
