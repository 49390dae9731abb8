/* types.h - every type of field by its name in C; only for types.c and the types
 * themselves. To add one, write its file, then name it here and in types.c. */
#ifndef RECORDS_TYPES_H
#define RECORDS_TYPES_H

#include "records/fields/field_type.h"

extern const struct field_type text_type, long_text_type, integer_type, decimal_type,
    money_type, percent_type, yes_no_type, date_type, time_type, date_time_type,
    duration_type, choice_type, choices_type, link_type, links_type, phone_type, email_type,
    url_type, address_type, national_id_type, legal_id_type, sheba_type, card_type,
    rating_type, tags_type, user_type, team_type, file_type, image_type, auto_number_type,
    identifier_type;

#endif
