/* main.c - the program: its commands, joined. */
#include "base/arena.h"
#include "cli/commands.h"

#include <stdio.h>
#include <sys/stat.h>

static const struct command *const rows[] = {
    &command_serve,        &command_org_create,      &command_org_list,
    &command_org_info,     &command_org_move,        &command_org_add,
    &command_org_remove,   &command_org_suspend,     &command_org_resume,
    &command_org_host_add, &command_org_host_remove, &command_org_distribute,
    &command_user_add,     &command_user_list,       &command_user_password,
    &command_user_disable, &command_token_create,    &command_import,
    &command_export,       &command_backup,          &command_restore,
    &command_demo,         &command_check,           &command_text,
    &command_baskets,      &command_version,         NULL,
};

int main(int argc, char **argv) {
    (void)argc;
    umask(077); /* what is written is what customers told in confidence */
    struct arena *mem = arena_create();
    int status = command_line(mem, rows, argv);
    arena_free(mem);
    if (fflush(stdout) != 0 && status == EXIT_GOOD) status = EXIT_FAILED;
    return status;
}
