#include "modules/people/holidays.h"

#include "persian/jalali.h"

enum occasion {
    NOWRUZ,
    REPUBLIC,
    NATURE,
    KHOMEINI,
    KHORDAD_15,
    REVOLUTION,
    OIL,
    LAST_DAY,
    FITR,
    FITR_2,
    SADEQ,
    ADHA,
    GHADIR,
    TASUA,
    ASHURA,
    ARBAEEN,
    PROPHET_DEATH,
    REZA,
    ASKARI,
    PROPHET_BIRTH,
    FATEMEH,
    ALI_BIRTH,
    MABAS,
    MAHDI,
    ALI_DEATH,
};

#define NAME(fa, en)                   \
    {                                  \
        { STR_INIT(fa), STR_INIT(en) } \
    }

static const struct holiday names[] = {
    [NOWRUZ] = NAME("نوروز", "Nowruz"),
    [REPUBLIC] = NAME("روز جمهوری اسلامی ایران", "Islamic Republic Day"),
    [NATURE] = NAME("روز طبیعت", "Nature Day"),
    [KHOMEINI] = NAME("رحلت امام خمینی", "Death of Imam Khomeini"),
    [KHORDAD_15] = NAME("قیام ۱۵ خرداد", "15 Khordad uprising"),
    [REVOLUTION] = NAME("پیروزی انقلاب اسلامی", "Victory of the Revolution"),
    [OIL] = NAME("ملی شدن صنعت نفت", "Nationalisation of oil"),
    [LAST_DAY] = NAME("واپسین روز سال", "Last day of the year"),
    [FITR] = NAME("عید فطر", "Eid al-Fitr"),
    [FITR_2] = NAME("تعطیل عید فطر", "Eid al-Fitr, second day"),
    [SADEQ] = NAME("شهادت امام جعفر صادق", "Martyrdom of Imam Sadeq"),
    [ADHA] = NAME("عید قربان", "Eid al-Adha"),
    [GHADIR] = NAME("عید غدیر خم", "Eid al-Ghadir"),
    [TASUA] = NAME("تاسوعا", "Tasua"),
    [ASHURA] = NAME("عاشورا", "Ashura"),
    [ARBAEEN] = NAME("اربعین", "Arbaeen"),
    [PROPHET_DEATH] = NAME("رحلت پیامبر و شهادت امام حسن", "Death of the Prophet"),
    [REZA] = NAME("شهادت امام رضا", "Martyrdom of Imam Reza"),
    [ASKARI] = NAME("شهادت امام حسن عسکری", "Martyrdom of Imam Askari"),
    [PROPHET_BIRTH] = NAME("میلاد پیامبر و امام جعفر صادق", "Birth of the Prophet"),
    [FATEMEH] = NAME("شهادت حضرت فاطمه", "Martyrdom of Fatemeh"),
    [ALI_BIRTH] = NAME("ولادت امام علی", "Birth of Imam Ali"),
    [MABAS] = NAME("مبعث", "Mab'as"),
    [MAHDI] = NAME("ولادت حضرت قائم", "Birth of Imam Mahdi"),
    [ALI_DEATH] = NAME("شهادت امام علی", "Martyrdom of Imam Ali"),
};

/* Month and day of every year: MMDD. 30 Esfand only exists in leap years. */
static const struct {
    int date;
    enum occasion occasion;
} solar[] = {
    {101, NOWRUZ},      {102, NOWRUZ}, {103, NOWRUZ},    {104, NOWRUZ},
    {112, REPUBLIC},    {113, NATURE}, {314, KHOMEINI},  {315, KHORDAD_15},
    {1122, REVOLUTION}, {1229, OIL},   {1230, LAST_DAY},
};

/* Lunar holidays as the official calendars of 1403, 1404 and 1405 print them: YYYYMMDD, in
 * order. A month that was sighted a day later moves its days; such a correction is made
 * here. The calendar of 1406 was not at hand when this was written. */
static const struct {
    int date;
    enum occasion occasion;
} lunar[] = {
    {14030113, ALI_DEATH},     {14030122, FITR},      {14030123, FITR_2},
    {14030215, SADEQ},         {14030328, ADHA},      {14030405, GHADIR},
    {14030425, TASUA},         {14030426, ASHURA},    {14030604, ARBAEEN},
    {14030612, PROPHET_DEATH}, {14030614, REZA},      {14030622, ASKARI},
    {14030631, PROPHET_BIRTH}, {14030915, FATEMEH},   {14031025, ALI_BIRTH},
    {14031109, MABAS},         {14031126, MAHDI},

    {14040102, ALI_DEATH},     {14040111, FITR},      {14040112, FITR_2},
    {14040204, SADEQ},         {14040316, ADHA},      {14040324, GHADIR},
    {14040414, TASUA},         {14040415, ASHURA},    {14040523, ARBAEEN},
    {14040531, PROPHET_DEATH}, {14040602, REZA},      {14040610, ASKARI},
    {14040619, PROPHET_BIRTH}, {14040903, FATEMEH},   {14041013, ALI_BIRTH},
    {14041027, MABAS},         {14041115, MAHDI},     {14041220, ALI_DEATH},

    {14050101, FITR},          {14050102, FITR_2},    {14050125, SADEQ},
    {14050306, ADHA},          {14050314, GHADIR},    {14050403, TASUA},
    {14050404, ASHURA},        {14050513, ARBAEEN},   {14050521, PROPHET_DEATH},
    {14050522, REZA},          {14050530, ASKARI},    {14050608, PROPHET_BIRTH},
    {14050822, FATEMEH},       {14051002, ALI_BIRTH}, {14051016, MABAS},
    {14051104, MAHDI},         {14051209, ALI_DEATH}, {14051219, FITR},
    {14051220, FITR_2},
};

enum { LUNAR_DAYS = sizeof lunar / sizeof *lunar };

/* The first of the lunar holidays that is not before `date`. */
static int lunar_from(int date) {
    int low = 0, high = LUNAR_DAYS;
    while (low < high) {
        int middle = (low + high) / 2;
        if (lunar[middle].date < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int holidays_on(int64_t day, const struct holiday *out[HOLIDAYS_A_DAY]) {
    struct jalali j = jalali_from_day(day);
    int count = 0, date = j.month * 100 + j.day;
    for (size_t i = 0; i < sizeof solar / sizeof *solar; i++)
        if (solar[i].date == date && count < HOLIDAYS_A_DAY)
            out[count++] = &names[solar[i].occasion];
    date += j.year * 10000;
    for (int i = lunar_from(date); i < LUNAR_DAYS && lunar[i].date == date; i++)
        if (count < HOLIDAYS_A_DAY) out[count++] = &names[lunar[i].occasion];
    return count;
}

bool is_holiday(int64_t day) {
    const struct holiday *found[HOLIDAYS_A_DAY];
    return holidays_on(day, found) > 0;
}

bool holidays_known(int jalali_year) {
    int at = lunar_from(jalali_year * 10000);
    return at < LUNAR_DAYS && lunar[at].date / 10000 == jalali_year;
}
