#include "host/host.h"

#include "host/password.h"

const struct host host_native = {
    .password_hash = password_hash,
    .password_verify = password_verify,
};
