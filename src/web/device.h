/* device.h - what a browser says of itself, in two words. */
#ifndef WEB_DEVICE_H
#define WEB_DEVICE_H

#include "base/str.h"

struct arena;

/* "Firefox · Windows" from a User-Agent; empty for programs we do not know. */
struct str device_text(struct arena *mem, struct str agent);

#endif
