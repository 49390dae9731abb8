#include "records/fields/iso.h"

/* Takes exactly `digits` digits off the front. */
static bool take_number(struct str *rest, size_t digits, int *out) {
    if (rest->n < digits) return false;
    *out = 0;
    for (size_t i = 0; i < digits; i++) {
        if (rest->p[i] < '0' || rest->p[i] > '9') return false;
        *out = *out * 10 + (rest->p[i] - '0');
    }
    *rest = str_from(*rest, digits);
    return true;
}

static bool take_sign(struct str *rest, char sign) {
    if (rest->n == 0 || rest->p[0] != sign) return false;
    *rest = str_from(*rest, 1);
    return true;
}

/* One to three digits after the point; finer ones are dropped. */
static bool take_thousandths(struct str *rest, int64_t *out_ms) {
    int digit;
    int64_t unit = MS_PER_SECOND / 10;
    *out_ms = 0;
    if (!take_number(rest, 1, &digit)) return false;
    do
        *out_ms += digit * unit, unit /= 10;
    while (take_number(rest, 1, &digit));
    return true;
}

static bool iso_time_take(struct str *rest, int64_t *out_ms) {
    int hour, minute, second = 0;
    int64_t ms = 0;
    if (!take_number(rest, 2, &hour) || !take_sign(rest, ':')) return false;
    if (!take_number(rest, 2, &minute)) return false;
    if (take_sign(rest, ':') && !take_number(rest, 2, &second)) return false;
    if (rest->n && rest->p[0] == '.') {
        take_sign(rest, '.');
        if (!take_thousandths(rest, &ms)) return false;
    }
    if (hour > 23 || minute > 59 || second > 59) return false;
    *out_ms = ((int64_t)hour * 60 + minute) * MS_PER_MINUTE + second * MS_PER_SECOND + ms;
    return true;
}

static bool iso_day_take(struct str *rest, int64_t *out_day) {
    struct gregorian date;
    bool read = take_number(rest, 4, &date.year) && take_sign(rest, '-')
                && take_number(rest, 2, &date.month) && take_sign(rest, '-')
                && take_number(rest, 2, &date.day);
    if (!read || !gregorian_exists(date)) return false;
    *out_day = gregorian_to_day(date);
    return true;
}

bool iso_day_read(struct str s, int64_t *out_day) {
    int64_t day;
    if (!iso_day_take(&s, &day) || s.n) return false;
    *out_day = day;
    return true;
}

/* "Z", "+03:30" or "-0500" in minutes. */
static bool iso_zone_take(struct str *rest, int *out_minutes) {
    int hours, minutes;
    *out_minutes = 0;
    if (take_sign(rest, 'Z') || take_sign(rest, 'z')) return true;
    bool west = rest->n && rest->p[0] == '-';
    if (!take_sign(rest, west ? '-' : '+') || !take_number(rest, 2, &hours)) return false;
    take_sign(rest, ':');
    if (!take_number(rest, 2, &minutes) || hours > 23 || minutes > 59) return false;
    *out_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

bool iso_instant_read(struct str s, int64_t *out_ms) {
    int64_t day, time;
    int zone;
    if (!iso_day_take(&s, &day) || !(take_sign(&s, 'T') || take_sign(&s, 't')))
        return false;
    if (!iso_time_take(&s, &time) || !iso_zone_take(&s, &zone) || s.n) return false;
    *out_ms = instant_at(day, 0, zone) + time;
    return true;
}

struct str clock_plain(struct arena *a, int64_t ms_of_day) {
    struct buf b = buf_in(a, 0);
    int minute = (int)(ms_of_day / MS_PER_MINUTE), ms = (int)(ms_of_day % MS_PER_MINUTE);
    buf_format(&b, "%02d:%02d", minute / 60, minute % 60);
    if (ms) buf_format(&b, ":%02d", ms / MS_PER_SECOND);
    if (ms % MS_PER_SECOND) buf_format(&b, ".%03d", ms % MS_PER_SECOND);
    return buf_str(&b);
}

/* ---- The seconds of a clock ---- */

static bool ends_in_clock(struct str s) {
    return s.n > 3 && s.p[s.n - 3] == ':' && s.p[s.n - 4] >= '0' && s.p[s.n - 4] <= '9';
}

bool cut_seconds(struct str *s, int64_t *out_ms) {
    size_t colon = s->n;
    while (colon && s->p[colon - 1] != ':')
        colon--;
    struct str tail = str_from(*s, colon);
    int second;
    int64_t ms = 0;
    if (!colon || !ends_in_clock(str_first(*s, colon - 1))) return false;
    if (!take_number(&tail, 2, &second) || second > 59) return false;
    if (take_sign(&tail, '.') && !take_thousandths(&tail, &ms)) return false;
    if (tail.n) return false;
    *s = str_first(*s, colon - 1);
    *out_ms = second * MS_PER_SECOND + ms;
    return true;
}
