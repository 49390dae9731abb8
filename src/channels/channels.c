/* channels.c - joins the parts of the floor. */
#include "channels/channels.h"

#include "channels/outbox.h"
#include "records/rules/jobs.h"

/* Its step only forgets; that it is due tells the server to look into the outbox. */
static const struct job_kind jobs[] = {
    {OUTBOX_JOB, MSG_OUTBOX_JOB, outbox_sweep, MS_PER_HOUR, outbox_due},
    {NULL},
};

const struct module module_channels = {
    .name = "channels", .tables = &outgoing_table, .table_count = 1, .jobs = jobs};
