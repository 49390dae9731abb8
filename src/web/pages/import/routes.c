/* routes.c - importing a file, step by step. Rights to the kind are asked by the pages:
 * which kind it is stands in the form or in the intake. */
#include "web/pages/import/parts.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/import", import_list_get, .title = MSG_IMPORT_TITLE},
    {POST, "/import", import_begin_post, .title = MSG_IMPORT_TITLE},
    {GET, "/import/{id}", import_page_get, .title = MSG_IMPORT_TITLE},
    {PUT, "/import/{id}", import_piece_put, .title = MSG_IMPORT_TITLE},
    {POST, "/import/{id}", import_plan_post, .title = MSG_IMPORT_TITLE},
    {POST, "/import/{id}/read", import_read_post, .flags = ROUTE_SLOW,
     .title = MSG_IMPORT_TITLE, .prepare = import_read_prepare},
    {POST, "/import/{id}/stop", import_stop_post, .title = MSG_IMPORT_TITLE},
    {POST, "/import/{id}/resume", import_resume_post, .title = MSG_IMPORT_TITLE},
    {POST, "/import/{id}/undo", import_undo_post, .title = MSG_IMPORT_TITLE},
    {GET, "/import/{id}/errors", import_errors_get, .title = MSG_IMPORT_TITLE},
};

const struct route_list routes_import = ROUTE_LIST(rows);
