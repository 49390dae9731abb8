/* address.h - the parts of an address as a form asks for them; private to widgets/. */
#ifndef WEB_WIDGET_ADDRESS_H
#define WEB_WIDGET_ADDRESS_H

#include "web/widgets/kinds.h"

enum { ADDRESS_PARTS = 5 };

struct address_part {
    const char *name; /* in the stored JSON, and after the field's name in a form */
    enum msg label;
    bool wide, digits;
};
extern const struct address_part address_parts[ADDRESS_PARTS];

#endif
