/* multipart.h - the parts of a multipart/form-data body (RFC 7578). */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/form.h"

/* The value of parameter `name` (lower case) in the rest of a header line, such as
 * `boundary` in `boundary="x"; charset=utf-8`. Quotes are taken off. False when it is not
 * there. */
bool header_parameter(struct arena *mem, struct str rest, const char *name,
                      struct str *out);

/* `parameters` is what follows "multipart/form-data;". File names lose their folders. */
enum err multipart_parse(struct arena *mem, struct str parameters, struct str body,
                         struct form *out);

#endif
