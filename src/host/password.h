/* password.h - passwords as Argon2id keeps them: slow to try and hungry for memory.
 * The text of a hash carries its own limits, so raising them here leaves old ones valid. */
#ifndef HOST_PASSWORD_H
#define HOST_PASSWORD_H

#include "base/str.h"

struct arena;

enum {
    PASSWORD_BYTES = 1024, /* longer ones are nobody's */
    PASSWORD_PASSES = 2,
    PASSWORD_MEMORY_BYTES = 64 * 1024 * 1024,
};

/* "$argon2id$…", or empty when the password is too long or the machine lacks the memory. */
struct str password_hash(struct arena *mem, struct str password);
/* False for a wrong password, and for a hash that is none. */
bool password_verify(struct str hash, struct str password);

#endif
