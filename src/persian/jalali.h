/* jalali.h - the Solar Hijri calendar of Iran over civil days.
 * Leap years follow the 33-year rule, which equals the table published by the Iranian
 * calendar authority in all its years, 1206-1498; 1502 is the first year in which
 * astronomers expect the rule to fail, and is corrected. Weeks begin on Saturday. */
#ifndef PERSIAN_JALALI_H
#define PERSIAN_JALALI_H

#include "base/clock.h"
#include "base/str.h"

struct arena;

struct jalali {
    int year, month, day; /* month 1-12, day 1-31 */
};

enum { JALALI_YEAR_FIRST = 1, JALALI_YEAR_LAST = 1600 };

bool jalali_is_leap(int year);
int jalali_month_days(int year, int month); /* 0 for a month that does not exist */
bool jalali_exists(struct jalali date);     /* in the years above */

int64_t jalali_to_day(struct jalali date); /* the date must exist */
/* A day outside of the years above gives the first or the last day within. */
struct jalali jalali_from_day(int64_t day);

/* The same day `months` later or earlier, or the last of that month if it is shorter.
 * Stops at the ends of the calendar. */
int64_t jalali_add_months(int64_t day, int64_t months);

int64_t jalali_month_start(int64_t day);
int64_t jalali_month_end(int64_t day);
int64_t jalali_year_start(int64_t day);
int64_t jalali_year_end(int64_t day);
/* The first day of the fiscal year that holds `day`, for years that begin with the first
 * of `first_month`. */
int64_t jalali_fiscal_start(int64_t day, int first_month);

int64_t week_start(int64_t day); /* the Saturday on or before */

/* Names; the empty string for what does not exist. */
struct str jalali_month_fa(int month);
struct str jalali_month_en(int month);
struct str weekday_fa(enum weekday weekday);
struct str weekday_en(enum weekday weekday);

/* 1404-01-01, for machines and for storage in files. */
struct str jalali_format(struct arena *a, int64_t day);
struct str gregorian_format(struct arena *a, int64_t day);

#endif
