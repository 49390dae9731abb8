/* password.h - the passwords that commands make or are given. */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "cli/command.h"

struct house;

#define OPTION_PASSWORD_STDIN \
    { "password-stdin", NULL, MSG_CLI_OPTION_PASSWORD_STDIN }

/* A password: the first line of standard input with --password-stdin, else a random one. */
struct password {
    struct str text; /* empty unless it is random, which must be told */
    struct str hash; /* what is stored */
};

/* Gives an exit status; what was wrong with the password has been told. */
int password_ask(struct call *call, struct house *house, struct password *out);
/* Tell how to log in, as lines or with --json; an empty password is not told. `database` is
 * told if given. */
void password_tell(const struct call *call, const char *database, const char *login,
                   struct str password);

#endif
