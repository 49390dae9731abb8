/* routes.c - the pages of people that are more than a list or a form. */
#include "web/pages/people/parts.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/party/{id}", customer_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_CUSTOMER},
    {GET, "/party/{id}/timeline", timeline_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_CUSTOMER_TIMELINE},
    {POST, "/party/{id}/interaction", interaction_post, .need_entity = "interaction",
     .need = ACT_CREATE, .title = MSG_COMPOSER_SAVE},

    {GET, "/tasks", tasks_get, .need_entity = "task", .need = ACT_READ, .title = MSG_TASKS},
    {POST, "/task/{id}/done", task_done_post, .need_entity = "task", .need = ACT_EDIT,
     .title = MSG_TASK_DO},
    {POST, "/task/{id}/reopen", task_reopen_post, .need_entity = "task", .need = ACT_EDIT,
     .title = MSG_TASK_REOPEN},
    {POST, "/task/{id}/when", task_when_post, .need_entity = "task", .need = ACT_EDIT,
     .title = MSG_TASK_MOVE},
    {GET, "/duplicates", duplicates_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_DUPLICATES},
    {POST, "/duplicates/search", duplicates_search_post, .need_entity = "party",
     .need = ACT_EDIT, .title = MSG_DUPLICATES_SEARCH},
    {POST, "/duplicates/distinct", distinct_post, .need_entity = "party", .need = ACT_EDIT,
     .title = MSG_DUPLICATES_DISTINCT},
    {GET, "/party/{id}/same", same_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_DUPLICATES_OF},
    {POST, "/party/same", same_typed_post, .flags = ROUTE_LOOKS, .need_entity = "party",
     .need = ACT_READ, .title = MSG_DUPLICATES_OF},
    {GET, "/merge", merge_get, .need_entity = "party", .need = ACT_EDIT,
     .title = MSG_MERGE},
    {POST, "/merge", merge_post, .need_entity = "party", .need = ACT_EDIT,
     .title = MSG_MERGE},
    {POST, "/party/{id}/part", part_post, .need_entity = "party", .need = ACT_EDIT,
     .title = MSG_MERGE_PART},

    {GET, "/calendar", calendar_get, .need_entity = "task", .need = ACT_READ,
     .title = MSG_CALENDAR},
};

const struct route_list routes_people = ROUTE_LIST(rows);
