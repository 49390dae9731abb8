#include "cli/command.h"

#include "base/arena.h"
#include "cli/tell.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static const struct option common_options[] = {
    {"lang", "fa|en", MSG_CLI_OPTION_LANG},
    {"help", NULL, MSG_CLI_OPTION_HELP},
    {NULL},
};

/* ---- Help ---- */

static void print_options(const struct call *call, const struct option *options) {
    for (const struct option *o = options; o && o->name; o++) {
        int used =
            printf("  --%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        printf("%*s%.*s\n", used < 26 ? 26 - used : 1, "",
               STR_ARG(msg(call->lang, o->about)));
    }
}

static int command_help(const struct call *call) {
    const struct command *c = call->command;
    printf("%.*s moshtari %s [--…]%s%s\n\n", STR_ARG(msg(call->lang, MSG_CLI_USAGE)),
           c->name, c->operands ? " " : "", c->operands ? c->operands : "");
    printf("%.*s\n\n", STR_ARG(msg(call->lang, c->about)));
    print_options(call, c->options);
    print_options(call, common_options);
    if (c->more_help) c->more_help();
    return EXIT_GOOD;
}

static int program_help(const struct call *call, const struct command *const *commands) {
    tell(call, MSG_CLI_ABOUT, NULL);
    printf("\n%.*s moshtari COMMAND [--…]\n\n", STR_ARG(msg(call->lang, MSG_CLI_USAGE)));
    for (; *commands; commands++)
        printf("  %-16s %.*s\n", (*commands)->name,
               STR_ARG(msg(call->lang, (*commands)->about)));
    printf("\n");
    tell(call, MSG_CLI_EXIT, NULL);
    return EXIT_GOOD;
}

/* ---- Reading the command line ---- */

static enum lang machine_lang(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return strncmp(value, "fa", 2) == 0 ? LANG_FA : LANG_EN;
    }
    return LANG_EN;
}

/* The words of `name` at the front of `argv`: how many, or 0 if it does not begin so. */
static int words_match(const char *name, char *const *argv) {
    struct str rest = str_of(name), word;
    int n = 0;
    while (str_cut(&rest, ' ', &word)) {
        if (!argv[n] || !str_is(word, argv[n])) return 0;
        n++;
    }
    return n;
}

static const struct command *find_command(const struct command *const *commands,
                                          char *const *argv, int *out_words) {
    for (; *commands; commands++) {
        const struct command *c = *commands;
        *out_words = words_match(c->name, argv);
        if (*out_words == 0 && c->also) *out_words = words_match(c->also, argv);
        if (*out_words > 0) return c;
    }
    return NULL;
}

static const struct option *find_option(const struct option *options, struct str name) {
    for (const struct option *o = options; o && o->name; o++)
        if (str_is(name, o->name)) return o;
    return NULL;
}

/* Options of every command. */
static bool common_option(struct call *call, const struct option *o, const char *value) {
    if (str_is(str_of(o->name), "help")) {
        call->help = true;
        return true;
    }
    bool fa = str_is(str_of(value), "fa");
    if (!fa && !str_is(str_of(value), "en")) return false;
    call->lang = fa ? LANG_FA : LANG_EN;
    return true;
}

/* One argument that begins with dashes. *argv moves on to the last word it used. */
static int read_option(struct call *call, char ***argv) {
    struct str rest = str_of(**argv + 2), name;
    str_cut(&rest, '=', &name);
    bool joined = strchr(**argv, '=') != NULL;
    const struct option *own =
        call->command ? find_option(call->command->options, name) : NULL;
    const struct option *o = own ? own : find_option(common_options, name);
    const struct msg_part *parts = MSG_PARTS({"word", str_of(**argv)});
    if (!o) return tell_misuse(call, MSG_CLI_OPTION_UNKNOWN, parts);
    if (joined && !o->value) return tell_misuse(call, MSG_CLI_OPTION_ALONE, parts);
    const char *value = joined ? rest.p : "";
    if (o->value && !joined) {
        if (!(*argv)[1]) return tell_misuse(call, MSG_CLI_OPTION_VALUE, parts);
        value = *++*argv;
    }
    if (own)
        call->values[own - call->command->options] = value;
    else if (!common_option(call, o, value))
        return tell_misuse(call, MSG_CLI_OPTION_LANG, NULL);
    return EXIT_GOOD;
}

static int read_arguments(struct call *call, char **argv) {
    bool only_operands = false;
    for (; *argv; argv++) {
        if (!only_operands && strcmp(*argv, "--") == 0) {
            only_operands = true;
        } else if (!only_operands && strcmp(*argv, "-h") == 0) {
            call->help = true;
        } else if (!only_operands && strncmp(*argv, "--", 2) == 0) {
            int status = read_option(call, &argv);
            if (status != EXIT_GOOD) return status;
        } else if (!call->command || call->operand_count == call->command->operand_count) {
            return tell_misuse(call, MSG_CLI_WORD_UNKNOWN,
                               MSG_PARTS({"word", str_of(*argv)}));
        } else {
            call->operands[call->operand_count++] = *argv;
        }
    }
    return EXIT_GOOD;
}

int command_line(struct arena *mem, const struct command *const *commands, char **argv) {
    struct call call = {.mem = mem, .lang = machine_lang(), .argv = argv};
    int words = 0;
    call.command = find_command(commands, argv + 1, &words);
    int status = read_arguments(&call, argv + 1 + words);
    if (status != EXIT_GOOD) return status;
    if (!call.command) {
        program_help(&call, commands);
        return call.help ? EXIT_GOOD : EXIT_USAGE;
    }
    if (call.help) return command_help(&call);
    if (call.operand_count < call.command->operand_count)
        return tell_misuse(&call, MSG_CLI_OPERAND_MISSING,
                           MSG_PARTS({"operands", str_of(call.command->operands)}));
    return call.command->run(&call);
}

/* ---- For commands ---- */

static int option_place(const struct call *call, const char *option) {
    const struct option *o = find_option(call->command->options, str_of(option));
    assert(o);
    return (int)(o - call->command->options);
}

bool call_has(const struct call *call, const char *option) {
    return call->values[option_place(call, option)] != NULL;
}

const char *call_text(const struct call *call, const char *option, const char *standard) {
    const char *value = call->values[option_place(call, option)];
    return value ? value : standard;
}

bool call_number(const struct call *call, const char *option, int64_t least, int64_t most,
                 int64_t standard, int64_t *out) {
    const char *value = call->values[option_place(call, option)];
    *out = standard;
    if (!value) return true;
    if (str_int(str_of(value), out) && *out >= least && *out <= most) return true;
    tell_misuse(call, MSG_CLI_OPTION_NUMBER,
                MSG_PARTS({"option", str_of(option)},
                          {"least", str_format(call->mem, "%lld", (long long)least)},
                          {"most", str_format(call->mem, "%lld", (long long)most)}));
    return false;
}
