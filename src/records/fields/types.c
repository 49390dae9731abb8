/* types.c - the table of the types of fields, in the order the editor offers them. */
#include "records/fields/types.h"

const struct field_type *const field_types[] = {
    &text_type,     &long_text_type,   &integer_type,    &decimal_type,
    &money_type,    &percent_type,     &yes_no_type,     &date_type,
    &time_type,     &date_time_type,   &duration_type,   &choice_type,
    &choices_type,  &link_type,        &links_type,      &phone_type,
    &email_type,    &url_type,         &address_type,    &national_id_type,
    &legal_id_type, &sheba_type,       &card_type,       &rating_type,
    &tags_type,     &user_type,        &team_type,       &file_type,
    &image_type,    &auto_number_type, &identifier_type, NULL,
};

const struct field_type *field_type_named(struct str name) {
    for (const struct field_type *const *type = field_types; *type; type++)
        if (str_is(name, (*type)->name)) return *type;
    return NULL;
}
