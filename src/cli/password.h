/* password.h - the passwords that commands make or are given. */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "cli/command.h"

struct house;

#define OPTION_PASSWORD_STDIN \
    { "password-stdin", NULL, MSG_CLI_OPTION_PASSWORD_STDIN }

/* The first line of standard input with --password-stdin, else a random password. Gives an
 * exit status; what was wrong with it has been told. *out_made: it is random, so tell it.
 */
int password_ask(struct call *call, struct house *house, struct str *out, bool *out_made);
/* Tell how to log in, as lines or with --json; an empty password is not told. `database` is
 * told if given. */
void password_tell(const struct call *call, const char *database, const char *login,
                   struct str password);

#endif
