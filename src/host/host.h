/* host.h - the native machine's part of http/host.h. */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include "http/host.h"

extern const struct host host_native;

#endif
