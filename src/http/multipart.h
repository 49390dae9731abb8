/* multipart.h - the parts of a multipart/form-data body (RFC 7578). */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/form.h"

/* `parameters` is what follows "multipart/form-data;". File names lose their folders. */
enum err multipart_parse(struct arena *mem, struct str parameters, struct str body,
                         struct form *out);

#endif
