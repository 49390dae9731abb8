/* routes.c - the pages every kind of record has. The router asks for the right to the kind
 * before a page runs; the records themselves ask again for each one. */
#include "web/pages/records/records.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/{entity}", list_get, .need = ACT_READ, .title = MSG_ROUTE_LIST},
    {POST, "/{entity}", create_post, .need = ACT_CREATE, .title = MSG_ROUTE_NEW},
    {GET, "/{entity}/new", new_get, .need = ACT_CREATE, .title = MSG_ROUTE_NEW},
    {GET, "/{entity}/board", board_get, .need = ACT_READ, .title = MSG_ROUTE_BOARD},
    {GET, "/{entity}/exact", list_exact_get, .flags = ROUTE_SLOW, .need = ACT_READ,
     .title = MSG_ROUTE_LIST},
    {GET, "/{entity}/filter", filter_get, .need = ACT_READ, .title = MSG_ROUTE_LIST},
    {POST, "/{entity}/views", views_post, .need = ACT_READ, .title = MSG_ROUTE_VIEW},
    {POST, "/view/{id}/delete", view_delete_post, .title = MSG_ROUTE_VIEW},
    {GET, "/{entity}/bulk", bulk_get, .need = ACT_EDIT, .title = MSG_ROUTE_BULK},
    {POST, "/{entity}/bulk", bulk_post, .need = ACT_READ, .title = MSG_ROUTE_BULK},
    {GET, "/bulk/{id}", bulk_page_get, .title = MSG_ROUTE_BULK},
    {POST, "/bulk/{id}/undo", bulk_undo_post, .title = MSG_ROUTE_UNDO},
    {POST, "/{entity}/export", export_post, .need = ACT_EXPORT, .title = MSG_EXPORT_TITLE},
    {GET, "/export/{id}", export_page_get, .title = MSG_EXPORT_TITLE},
    {GET, "/export/{id}/file", export_file_get, .title = MSG_EXPORT_TITLE},
    {GET, "/export/{id}/workbook", export_workbook_get, .flags = ROUTE_SLOW,
     .title = MSG_EXPORT_TITLE},
    {GET, "/{entity}/say/{name}", say_get, .need = ACT_READ, .title = MSG_ROUTE_SAY},
    {GET, "/pick/{name}", pick_get, .title = MSG_ROUTE_PICK},
    {GET, "/{entity}/{id}", record_page_get, .need = ACT_READ, .title = MSG_ROUTE_RECORD},
    {POST, "/{entity}/{id}", change_post, .need = ACT_EDIT, .title = MSG_ROUTE_EDIT},
    {GET, "/{entity}/{id}/edit", edit_get, .need = ACT_EDIT, .title = MSG_ROUTE_EDIT},
    {POST, "/{entity}/{id}/delete", delete_post, .need = ACT_DELETE,
     .title = MSG_ROUTE_DELETE},
    {POST, "/{entity}/{id}/move", move_post, .need = ACT_EDIT, .title = MSG_ROUTE_BOARD},
    {GET, "/{entity}/{id}/history", history_get, .need = ACT_READ,
     .title = MSG_ROUTE_HISTORY},
    {GET, "/{entity}/{id}/cell/{name}", cell_get, .need = ACT_EDIT,
     .title = MSG_ROUTE_EDIT},
    {POST, "/{entity}/{id}/cell/{name}", cell_post, .need = ACT_EDIT,
     .title = MSG_ROUTE_EDIT},
    {GET, "/file/{id}/content", file_content_get, .title = MSG_ROUTE_FILE},
    {POST, "/files", file_begin_post, .title = MSG_ROUTE_FILE},
    {PUT, "/files/{id}", file_piece_put, .title = MSG_ROUTE_FILE},
    {POST, "/files/{id}/remove", file_remove_post, .title = MSG_ROUTE_FILE},
    {POST, "/files/{id}/restore", file_restore_post, .title = MSG_ROUTE_FILE},
    {POST, "/{entity}/{id}/files", files_post, .need = ACT_EDIT, .title = MSG_ROUTE_FILE},
    {POST, "/undo/{id}", undo_post, .title = MSG_ROUTE_UNDO},
};

const struct route_list routes_records = ROUTE_LIST(rows);
