/* xlsx_number.c - the text of a number cell: a plain decimal, a date, a time. */
#include "base/clock.h"
#include "host/xlsx_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    SECONDS_PER_DAY = 86400,
    DAY_OF_1900 = -25568, /* the civil day of serial 0 before the leap bug */
    DAY_OF_1904 = -24107, /* the civil day of serial 0 where days count from 1904 */
    LEAP_BUG_DAY = 60,    /* 1900-02-29, which Excel believes in */
    LAST_SERIAL = 2958465 /* 9999-12-31 */
};

/* The 29th of February 1900 becomes the 28th; from then on serials are one too high. */
static int64_t day_from_serial(int64_t serial, bool from_1904) {
    if (from_1904) return DAY_OF_1904 + serial;
    return DAY_OF_1900 + serial - (serial >= LEAP_BUG_DAY);
}

static void put_date(struct buf *out, int64_t serial, bool from_1904) {
    struct gregorian date = gregorian_from_day(day_from_serial(serial, from_1904));
    buf_format(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static void put_time(struct buf *out, int seconds) {
    buf_format(out, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* A serial is days, and a part of a day. Below one day it is a time alone. */
static void put_moment(struct buf *out, double serial, enum xlsx_look look,
                       bool from_1904) {
    int64_t day = (int64_t)floor(serial);
    int seconds = (int)lround((serial - (double)day) * SECONDS_PER_DAY);
    if (seconds == SECONDS_PER_DAY) {
        day++;
        seconds = 0;
    }
    bool time_alone = day == 0 && look == LOOK_TIME;
    if (!time_alone) put_date(out, day, from_1904);
    if (!time_alone && seconds) buf_byte(out, 'T');
    if (time_alone || seconds) put_time(out, seconds);
}

static bool is_whole(const char *number) {
    const char *digits = number + (number[0] == '-');
    return digits[0] && digits[strspn(digits, "0123456789")] == '\0';
}

/* Excel keeps 15 digits and writes the 17 of its binary form; so round to what it shows. */
static void put_decimal(struct buf *out, double value) {
    char text[400]; /* the largest double has 309 digits before the point */
    snprintf(text, sizeof text, "%.14e", value);
    int exponent = atoi(strchr(text, 'e') + 1);
    int digits = exponent < 14 ? 14 - exponent : 0;
    snprintf(text, sizeof text, "%.*f", digits < 40 ? digits : 40, value);
    size_t n = strlen(text);
    if (strchr(text, '.')) {
        while (text[n - 1] == '0')
            n--;
        n -= text[n - 1] == '.';
    }
    buf_put(out, str_n(text, n));
}

void xlsx_put_number(struct buf *out, const char *number, enum xlsx_look look,
                     bool from_1904) {
    char *end;
    if (look == LOOK_NUMBER && is_whole(number)) {
        buf_putz(out, number);
        return;
    }
    double value = strtod(number, &end);
    if (end == number || *end || !isfinite(value))
        buf_putz(out, number);
    else if (look != LOOK_NUMBER && value >= 0 && value < LAST_SERIAL + 1)
        put_moment(out, value, look, from_1904);
    else
        put_decimal(out, value);
}
