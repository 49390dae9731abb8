/* text.c - the verbs of persian/text.h in a pipe: one line out for each line in, the value
 * in its standard form, a tab, and "ok" or the reason. Streaming, with memory for
 * one line. */
#include "persian/text.h"

#include "base/arena.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/tell.h"
#include "server/machine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { OUTPUT_BYTES = 1 << 20, IRAN_MINUTES = 210 };

static void verbs_help(void) {
    printf("\n");
    for (size_t i = 0; i < text_verbs_count; i++)
        printf("  %-24s %s\n", text_verbs[i].name, text_verbs[i].about);
}

static void put_line(const struct text_verb *verb, struct arena *mem, struct str line,
                     int64_t today) {
    struct str out, reason;
    verb->run(mem, line, today, &out, &reason);
    fwrite(out.p, 1, out.n, stdout);
    putc_unlocked('\t', stdout);
    fwrite(reason.p, 1, reason.n, stdout);
    putc_unlocked('\n', stdout);
    arena_reset(mem);
}

static struct str without_line_end(const char *line, size_t n) {
    if (n && line[n - 1] == '\n') n--;
    if (n && line[n - 1] == '\r') n--;
    return str_n(line, n);
}

/* A line that is wrong is an answer like any other: only a failure to read or to write is
 * the command's. */
static int pipe_lines(const struct call *call, const struct text_verb *verb) {
    struct arena *mem = arena_create();
    int64_t today = day_of(machine_now_ms(), IRAN_MINUTES);
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    setvbuf(stdout, NULL, _IOFBF, OUTPUT_BYTES);
    while ((n = getline(&line, &room, stdin)) >= 0 && !ferror(stdout))
        put_line(verb, mem, without_line_end(line, (size_t)n), today);
    free(line);
    arena_free(mem);
    bool failed = ferror(stdin) || fflush(stdout) != 0;
    return failed ? tell_error(call, ERR_IO, str_of(strerror(errno))) : EXIT_GOOD;
}

static int text(struct call *call) {
    const struct text_verb *verb = text_verb_find(str_of(call->operands[0]));
    if (!verb)
        return tell_misuse(call, MSG_CLI_VERB_UNKNOWN,
                           MSG_PARTS({"verb", str_of(call->operands[0])}));
    return pipe_lines(call, verb);
}

const struct command command_text = {
    .name = "text",
    .operands = "VERB",
    .operand_count = 1,
    .about = MSG_CLI_TEXT,
    .run = text,
    .more_help = verbs_help,
};
