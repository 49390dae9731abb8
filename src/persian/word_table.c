/* word_table.c - the words of dates, times and durations, as fa_fold writes them. */
#include "persian/typed.h"

#include "base/clock.h"

struct word {
    int value;
    struct str folded; /* empty at the end of a list */
};

#define W(value, folded)                     \
    {                                        \
        (value), {                           \
            "" folded "", sizeof(folded) - 1 \
        }                                    \
    }

static const struct word numbers[] = {
    W(1, "یک"),
    W(2, "دو"),
    W(3, "سه"),
    W(4, "چهار"),
    W(5, "پنج"),
    W(6, "شش"),
    W(7, "هفت"),
    W(8, "هشت"),
    W(9, "نه"),
    W(10, "ده"),
    W(11, "یازده"),
    W(12, "دوازده"),
    W(13, "سیزده"),
    W(14, "چهارده"),
    W(15, "پانزده"),
    W(16, "شانزده"),
    W(17, "هفده"),
    W(18, "هجده"),
    W(19, "نوزده"),
    W(20, "بیست"),
    W(30, "سی"),
    W(90, "نود"),
    W(1, "اول"),
    W(1, "یکم"),
    W(2, "دوم"),
    W(3, "سوم"),
    W(1, "one"),
    W(2, "two"),
    W(3, "three"),
    W(4, "four"),
    W(5, "five"),
    W(6, "six"),
    W(7, "seven"),
    W(8, "eight"),
    W(9, "nine"),
    W(10, "ten"),
    W(11, "eleven"),
    W(12, "twelve"),
    W(1, "a"),
    W(1, "an"),
    {0},
};

static const struct word months[] = {
    W(1, "فروردین"),  W(1, "farvardin"),
    W(2, "اردیبهشت"), W(2, "ordibehesht"),
    W(3, "خرداد"),    W(3, "khordad"),
    W(4, "تیر"),      W(4, "tir"),
    W(5, "مرداد"),    W(5, "mordad"),
    W(6, "شهریور"),   W(6, "shahrivar"),
    W(7, "مهر"),      W(7, "mehr"),
    W(8, "ابان"),     W(8, "aban"),
    W(9, "اذر"),      W(9, "azar"),
    W(10, "دی"),      W(10, "dey"),
    W(11, "بهمن"),    W(11, "bahman"),
    W(12, "اسفند"),   W(12, "esfand"),
    W(5, "امرداد"),   {0},
};

static const struct word gregorian_months[] = {
    W(1, "ژانویه"), W(1, "january"),  W(1, "jan"),       W(2, "فوریه"),   W(2, "february"),
    W(2, "feb"),    W(3, "مارس"),     W(3, "march"),     W(3, "mar"),     W(4, "اوریل"),
    W(4, "april"),  W(4, "apr"),      W(5, "مه"),        W(5, "may"),     W(5, "می"),
    W(6, "ژوین"),   W(6, "june"),     W(6, "jun"),       W(7, "ژوییه"),   W(7, "july"),
    W(7, "jul"),    W(7, "جولای"),    W(8, "اوت"),       W(8, "august"),  W(8, "aug"),
    W(8, "اگوست"),  W(9, "سپتامبر"),  W(9, "september"), W(9, "sep"),     W(9, "sept"),
    W(10, "اکتبر"), W(10, "october"), W(10, "oct"),      W(11, "نوامبر"), W(11, "november"),
    W(11, "nov"),   W(12, "دسامبر"),  W(12, "december"), W(12, "dec"),    {0},
};

static const struct word weekdays[] = {
    W(SATURDAY, "شنبه"),      W(SATURDAY, "saturday"),
    W(SATURDAY, "sat"),       W(SUNDAY, "یکشنبه"),
    W(SUNDAY, "1شنبه"),       W(SUNDAY, "sunday"),
    W(SUNDAY, "sun"),         W(MONDAY, "دوشنبه"),
    W(MONDAY, "2شنبه"),       W(MONDAY, "monday"),
    W(MONDAY, "mon"),         W(TUESDAY, "سهشنبه"),
    W(TUESDAY, "3شنبه"),      W(TUESDAY, "tuesday"),
    W(TUESDAY, "tue"),        W(TUESDAY, "tues"),
    W(WEDNESDAY, "چهارشنبه"), W(WEDNESDAY, "چارشنبه"),
    W(WEDNESDAY, "4شنبه"),    W(WEDNESDAY, "wednesday"),
    W(WEDNESDAY, "wed"),      W(THURSDAY, "پنجشنبه"),
    W(THURSDAY, "پنشنبه"),    W(THURSDAY, "5شنبه"),
    W(THURSDAY, "thursday"),  W(THURSDAY, "thu"),
    W(THURSDAY, "thurs"),     W(FRIDAY, "جمعه"),
    W(FRIDAY, "ادینه"),       W(FRIDAY, "friday"),
    W(FRIDAY, "fri"),         {0},
};

static const struct word units_of_days[] = {
    W(1, "روز"), W(1, "d"),    W(1, "day"),   W(1, "days"), W(7, "هفته"),
    W(7, "w"),   W(7, "week"), W(7, "weeks"), {0},
};

static const struct word units_of_months[] = {
    W(1, "ماه"),   W(1, "m"),      W(1, "month"), W(1, "months"), W(12, "سال"), W(12, "y"),
    W(12, "year"), W(12, "years"), {0},
};

static const struct word units_of_minutes[] = {
    W(1, "دقیقه"),    W(1, "m"),         W(1, "min"),
    W(1, "mins"),     W(1, "minute"),    W(1, "minutes"),
    W(60, "ساعت"),    W(60, "h"),        W(60, "hr"),
    W(60, "hrs"),     W(60, "hour"),     W(60, "hours"),
    W(1440, "روز"),   W(1440, "d"),      W(1440, "day"),
    W(1440, "days"),  W(10080, "هفته"),  W(10080, "w"),
    W(10080, "week"), W(10080, "weeks"), {0},
};

static const struct word ways[] = {
    W(1, "اینده"),     W(1, "بعد"),      W(1, "بعدی"),
    W(1, "دیگر"),      W(1, "دیگه"),     W(1, "in"),
    W(1, "next"),      W(1, "later"),    W(1, "coming"),
    W(-1, "گذشته"),    W(-1, "قبل"),     W(-1, "قبلی"),
    W(-1, "پیش"),      W(-1, "ago"),     W(-1, "last"),
    W(-1, "previous"), W(-1, "earlier"), W(0, "این"),
    W(0, "همین"),      W(0, "this"),     {0},
};

static const struct word days[] = {
    W(0, "امروز"),
    W(0, "اکنون"),
    W(0, "today"),
    W(0, "now"),
    W(1, "فردا"),
    W(1, "tomorrow"),
    W(2, "پسفردا"),
    W(2, "پسانفردا"),
    W(2, "dayaftertomorrow"),
    W(2, "thedayaftertomorrow"),
    W(-1, "دیروز"),
    W(-1, "yesterday"),
    W(-2, "پریروز"),
    W(-2, "daybeforeyesterday"),
    W(-2, "thedaybeforeyesterday"),
    {0},
};

static const struct word edges[] = {
    W(MONTH_START, "اولماه"),     W(MONTH_START, "startofmonth"),
    W(MONTH_END, "اخرماه"),       W(MONTH_END, "پایانماه"),
    W(MONTH_END, "endofmonth"),   W(YEAR_START, "اولسال"),
    W(YEAR_START, "startofyear"), W(YEAR_END, "اخرسال"),
    W(YEAR_END, "پایانسال"),      W(YEAR_END, "endofyear"),
    W(WEEK_START, "اولهفته"),     W(WEEK_START, "startofweek"),
    W(WEEK_END, "اخرهفته"),       W(WEEK_END, "پایانهفته"),
    W(WEEK_END, "endofweek"),     {0},
};

static const struct word clock_times[] = {
    W(720, "ظهر"), W(720, "noon"), W(0, "نیمهشب"), W(0, "midnight"), {0},
};

static const struct word half_days[] = {
    W(HALF_AM, "am"),
    W(HALF_AM, "قظ"),
    W(HALF_AM, "صبح"),
    W(HALF_AM, "بامداد"),
    W(HALF_AM, "قبلازظهر"),
    W(HALF_PM, "pm"),
    W(HALF_PM, "بظ"),
    W(HALF_PM, "عصر"),
    W(HALF_PM, "بعدازظهر"),
    W(HALF_PM, "ظهر"),
    W(HALF_NIGHT, "شب"),
    W(HALF_NIGHT, "night"),
    {0},
};

static const struct word halves[] = {
    W(0, "نیم"),
    W(0, "half"),
    {0},
};

static const struct word empty_words[] = {
    W(0, "و"),   W(0, "and"),  W(0, "of"), W(0, "the"), W(0, "ی"),  W(0, "م"),
    W(0, "ام"),  W(0, "st"),   W(0, "nd"), W(0, "rd"),  W(0, "th"), W(0, "مورخ"),
    W(0, "روز"), W(0, "ساعت"), W(0, "at"), {0},
};

static const struct word *const words[] = {
    [WORD_NUMBER] = numbers,
    [WORD_MONTH] = months,
    [WORD_GREGORIAN_MONTH] = gregorian_months,
    [WORD_WEEKDAY] = weekdays,
    [WORD_DAYS] = units_of_days,
    [WORD_MONTHS] = units_of_months,
    [WORD_MINUTES] = units_of_minutes,
    [WORD_WAY] = ways,
    [WORD_DAY] = days,
    [WORD_EDGE] = edges,
    [WORD_CLOCK] = clock_times,
    [WORD_HALF_DAY] = half_days,
    [WORD_HALF] = halves,
    [WORD_EMPTY] = empty_words,
};

bool word_value(struct str folded, enum word_role role, int *out_value) {
    for (const struct word *w = words[role]; w->folded.n; w++) {
        if (!str_eq(w->folded, folded)) continue;
        *out_value = w->value;
        return true;
    }
    return false;
}
