/* Dates, times, durations, numbers, telephone numbers and codes as people type them: what
 * is read lies within its limits, is read again from each of its standard forms, and the
 * spelling of letters and digits makes no difference. The first two bytes say what day
 * today is. */
#include "fuzz.h"

#include "modules/people/recurrence.h"
#include "persian/clean.h"
#include "persian/dateparse.h"
#include "persian/ids.h"
#include "persian/jalali.h"
#include "persian/number.h"
#include "persian/phone.h"
#include "persian/typed.h"
#include "records/fields/iso.h"

enum { MINUTES_A_DAY = 1440, FIRST_TODAY = -18000, PLACES = 4 };

static void look_at_day(struct arena *mem, int64_t day, int64_t today) {
    struct str forms[] = {jalali_format(mem, day), gregorian_format(mem, day),
                          fa_show_digits(mem, jalali_format(mem, day))};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        int64_t again;
        must(date_parse(mem, forms[i], today, &again) == DATE_OK && again == day);
    }
    must(iso_day_read(forms[1], &(int64_t){0}));
}

static void look_at_recurrence(int64_t day, int64_t after) {
    static const char *const every[] = {"daily", "weekly", "monthly", "yearly"};
    for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
        int64_t next;
        must(recurrence_next(str_of(every[i]), day, 0, after, &next) && next > after);
    }
}

static void read_date(struct arena *mem, struct str typed, struct str clean,
                      int64_t today) {
    int64_t day = 0, same = 0;
    enum date_fault fault = date_parse(mem, typed, today, &day);
    if (utf8_valid(typed) && typed.n <= TYPED_BYTES)
        must(date_parse(mem, clean, today, &same) == fault && same == day);
    if (fault) return;
    look_at_day(mem, day, today);
    look_at_recurrence(day, today);
}

static void read_time(struct arena *mem, struct str typed, int64_t today) {
    int minute, again;
    struct moment moment, same;
    if (time_parse(mem, typed, &minute) == DATE_OK) {
        must(minute >= 0 && minute < MINUTES_A_DAY);
        struct str shown = str_format(mem, "%d:%02d", minute / 60, minute % 60);
        must(time_parse(mem, shown, &again) == DATE_OK && again == minute);
    }
    if (moment_parse(mem, typed, today, &moment) != DATE_OK) return;
    must(moment.minute == NO_MINUTE
         || (moment.minute >= 0 && moment.minute < MINUTES_A_DAY));
    if (moment.minute == NO_MINUTE) return;
    struct str day = jalali_format(mem, moment.day);
    struct str shown = str_format(mem, "%.*s %02d:%02d", STR_ARG(day), moment.minute / 60,
                                  moment.minute % 60);
    must(moment_parse(mem, shown, today, &same) == DATE_OK && same.day == moment.day
         && same.minute == moment.minute);
}

static void read_duration(struct arena *mem, struct str typed) {
    int64_t minutes, again;
    if (duration_parse(mem, typed, &minutes) != DATE_OK) return;
    must(minutes >= 0 && minutes <= DURATION_MINUTES_MOST);
    struct str shown =
        str_format(mem, "%lld:%02lld", (long long)minutes / 60, (long long)minutes % 60);
    must(duration_parse(mem, shown, &again) == DATE_OK && again == minutes);
}

static void read_number(struct arena *mem, struct str typed) {
    int64_t n, again;
    if (number_parse(mem, typed, PLACES, &n) != NUMBER_OK) return;
    must(number_parse(mem, number_show_fa(mem, n, PLACES), PLACES, &again) == NUMBER_OK
         && again == n);
    must(number_parse(mem, number_show_en(mem, n, PLACES), PLACES, &again) == NUMBER_OK
         && again == n);
    must(utf8_valid(number_words_fa(mem, n)) && number_words_en(mem, n).n);
    must(utf8_valid(money_words_fa(mem, n, MONEY_TOMAN)));
}

static void read_phone(struct arena *mem, struct str typed) {
    struct phone phone, again;
    phone_search_digits(mem, typed);
    if (phone_parse(mem, typed, &phone) != PHONE_OK) return;
    must(phone.e164.p[0] == '+' && phone.e164.n <= PHONE_DIGITS_MOST + 1);
    must(phone.extension.n <= PHONE_EXTENSION_MOST);
    struct str forms[] = {phone.e164, phone_national(mem, phone.e164),
                          phone_international(mem, phone.e164)};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        must(phone_parse(mem, forms[i], &again) == PHONE_OK
             && str_eq(again.e164, phone.e164) && again.kind == phone.kind);
    must(str_eq(phone_search_digits(mem, forms[0]), phone_search_digits(mem, forms[1])));
}

static void read_codes(struct arena *mem, struct str typed) {
    static const struct {
        enum id_fault (*parse)(struct arena *, struct str, struct str *);
        size_t length;
    } codes[] = {{national_id_parse, NATIONAL_ID_DIGITS},
                 {legal_id_parse, LEGAL_ID_DIGITS},
                 {sheba_parse, SHEBA_CHARS},
                 {card_parse, CARD_DIGITS},
                 {postal_code_parse, POSTAL_CODE_DIGITS}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct str code, again;
        if (codes[i].parse(mem, typed, &code) != ID_OK) continue;
        must(code.n == codes[i].length);
        must(codes[i].parse(mem, code, &again) == ID_OK && str_eq(again, code));
        must(codes[i].parse(mem, fa_show_digits(mem, code), &again) == ID_OK
             && str_eq(again, code));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    struct arena *mem = arena_create();
    struct str typed = str_n((const char *)data + 2, size - 2);
    struct str clean = fa_clean(mem, typed);
    int64_t today = FIRST_TODAY + data[0] * 256 + data[1], ms;
    read_date(mem, typed, clean, today);
    read_time(mem, typed, today);
    read_duration(mem, typed);
    read_number(mem, typed);
    read_phone(mem, typed);
    read_codes(mem, typed);
    iso_instant_read(typed, &ms);
    arena_free(mem);
    return 0;
}
