#include "host/host.h"

#include "host/letter_send.h"
#include "host/paper_make.h"
#include "host/password.h"
#include "host/workbook_make.h"
#include "host/workbook_text.h"

const struct host host_native = {
    .password_hash = password_hash,
    .password_verify = password_verify,
    .workbook_read = workbook_read,
    .workbook_make = workbook_make,
    .paper_make = paper_make,
    .letter_send = letter_send,
};
