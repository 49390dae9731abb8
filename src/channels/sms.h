/* sms.h - an SMS: how many parts a text takes, and how a gateway is asked to send it. Pure. */
#ifndef CHANNELS_SMS_H
#define CHANNELS_SMS_H

#include "http/letter.h"

struct arena;

enum { SMS_PARTS_MOST = 10, SMS_TEXT_LETTERS = 660 };

struct sms_size {
    bool wide; /* UCS-2: some letter is none of GSM 03.38's */
    int units; /* septets, or UTF-16 units */
    int parts;
    int room; /* units that the last part has left */
};
struct sms_size sms_size(struct str text);

/* How the gateway is asked. Placeholders: {to} {local} {text} {sender} {key} {mark} {coding}; each
 * value is escaped for where it stands. {coding} is 2 for UCS-2 and 0 otherwise. */
struct sms_call {
    struct str url, header, body; /* without a body: GET */
    bool json;                    /* else the body is a form */
};
/* False: the address is none of http, or something would break out of where it stands. */
bool sms_call(struct arena *mem, const struct letter *l, struct sms_call *out);

#endif
