/* version.c - which program this is. */
#include "cli/commands.h"

#include <stdio.h>

static int version(struct call *call) {
    (void)call;
    puts("moshtari " MOSHTARI_VERSION);
    return EXIT_GOOD;
}

const struct command command_version = {
    .name = "version", .also = "--version", .about = MSG_CLI_VERSION, .run = version};
