/* bulk.h - many changes of one kind in one request.
 *
 *     {"mode": "all", "operations": [
 *       {"do": "create", "values": {"name": "آفتاب"}},
 *       {"do": "update", "id": "0G7…", "version": 3, "values": {"city": "یزد"}},
 *       {"do": "upsert", "external_id": "erp-17", "values": {"name": "مهتاب"}},
 *       {"do": "delete", "id": "0G7…"}]}
 *
 * Mode "all" (the standard): one mistake and nothing is written. Mode "each": each
 * operation stands for itself. The answer has one result for each operation, in order. */
#ifndef API_BULK_H
#define API_BULK_H

#include "http/route.h"

enum { BULK_OPERATIONS = 1000 };

enum err api_bulk(struct page *p);

#endif
