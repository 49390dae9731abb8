/* means.h - by what means messages leave: the organisation's mail server, its SMS gateway, and the
 * address under which its visitors reach us, which links in messages begin with (never what a
 * visitor's browser says). Chosen by administrators alone: the server asks the addresses that are set
 * here, inside its own network, too. Secrets are written and never read back to a page. */
#ifndef CHANNELS_MEANS_H
#define CHANNELS_MEANS_H

#include "http/letter.h"
#include "records/ctx.h"

struct means {
    struct str site; /* "https://crm.example.ir"; empty: no links can be sent */
    struct mail_server mail;
    struct sms_gateway sms;
};

enum means_kind { MEANS_TEXT, MEANS_PORT, MEANS_LOCK, MEANS_YES_NO, MEANS_SECRET };
enum means_part { MEANS_SITE, MEANS_MAIL, MEANS_SMS, MEANS_PARTS };

struct means_row {
    const char *name;
    enum means_part part;
    enum means_kind kind;
    enum msg label, hint;
    int most; /* letters */
    bool (*good)(struct arena *mem,
                 struct str value); /* of one that is not empty; may be NULL */
};
extern const struct means_row means_rows[];
extern const int means_count;

/* The values in force, in the order of the rows, secrets too: for sending, and to tell whether there
 * is one. */
enum err means_values(struct ctx *cx, struct str *out);
enum err means_load(struct ctx *cx, struct means *out);
bool means_mail(const struct means *m);
bool means_sms(const struct means *m);

/* Check and keep one value; a mistake is a problem beside the row's name. An empty secret leaves the
 * one that is there; "-" takes it away. */
enum err means_save(struct ctx *cx, const struct means_row *row, struct str typed);

#endif
