/* commands.h - every command's row, by the file it is written in; joined in main.c. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

extern const struct command command_serve;
extern const struct command command_org_create, command_org_list, command_org_info,
    command_org_move, command_org_add, command_org_remove, command_org_suspend,
    command_org_resume, command_org_host_add, command_org_host_remove,
    command_org_distribute;
extern const struct command command_user_add, command_user_list, command_user_password,
    command_user_disable;
extern const struct command command_token_create;
extern const struct command command_import, command_export;
extern const struct command command_backup, command_restore;
extern const struct command command_demo;
extern const struct command command_check;
extern const struct command command_text;
extern const struct command command_baskets;
extern const struct command command_version;

#endif
