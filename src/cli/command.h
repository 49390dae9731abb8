/* command.h - commands as rows of a table: name, help, options, function.
 * Whatever `--help` prints comes from these rows. To add a command: write its function and
 * options in a file of its own and name the row in main.c. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/words.h"

/* What the program says to the shell; `moshtari --help` explains them. */
enum exit_status { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

enum { COMMAND_OPTIONS = 16, COMMAND_OPERANDS = 2 };

struct option {
    const char *name;  /* without the dashes; NULL ends a list */
    const char *value; /* what follows it, for help: "N"; NULL: nothing does */
    enum msg about;
};

struct call;

struct command {
    const char *name;     /* "serve", or two words: "org create" */
    const char *also;     /* another word for it: "--version"; NULL: none */
    const char *operands; /* for help: "LOGIN"; NULL: none */
    int operand_count;    /* all of them are needed */
    enum msg about;
    const struct option *options;  /* beside those of every command; may be NULL */
    int (*run)(struct call *call); /* gives an exit status */
    void (*more_help)(void);       /* what help prints after the options; may be NULL */
};

/* One use of a command. */
struct call {
    struct arena *mem; /* until the program ends */
    const struct command *command;
    enum lang lang;
    const char *values[COMMAND_OPTIONS]; /* by the order of its options; NULL: not given */
    const char *operands[COMMAND_OPERANDS];
    int operand_count;
    bool help;
    char **argv; /* the whole command line */
    /* Of the organisation that is worked on, once cli/list.h has found it: its place, and
     * its name if it is in a list. */
    const char *place, *listed;
};

/* Find the command of `argv`, read its options and run it. `commands` ends in NULL. */
int command_line(struct arena *mem, const struct command *const *commands, char **argv);

/* Whether the option was given; it must be one of the command's. */
bool call_has(const struct call *call, const char *option);
/* Its value, or `standard`. */
const char *call_text(const struct call *call, const char *option, const char *standard);
/* Its value as a number from `least` to `most`, or `standard`. False: it was no such
 * number, which has been told. */
bool call_number(const struct call *call, const char *option, int64_t least, int64_t most,
                 int64_t standard, int64_t *out);

#endif
