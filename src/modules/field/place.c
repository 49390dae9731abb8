#include "modules/field/place.h"

#define PI 3.14159265358979323846
#define EARTH_METRES 6371008.8
enum { LATITUDE_MOST = 90 * PLACE_DEGREE, LONGITUDE_MOST = 180 * PLACE_DEGREE };

bool place_exists(int64_t latitude, int64_t longitude) {
    return latitude >= -LATITUDE_MOST && latitude <= LATITUDE_MOST
           && longitude >= -LONGITUDE_MOST && longitude <= LONGITUDE_MOST;
}

/* ---- Mathematics ---- */

static double radians(int64_t angle) {
    return (double)angle / PLACE_DEGREE * PI / 180;
}

/* Of an angle up to a quarter of a turn, by its power series. */
static double sine(double x) {
    enum { LAST_POWER = 25 };
    double term = x, sum = x;
    for (int n = 3; n <= LAST_POWER; n += 2) {
        term *= -x * x / ((n - 1) * n);
        sum += term;
    }
    return sum;
}

static double cosine(double x) {
    return sine(PI / 2 - (x < 0 ? -x : x));
}

/* Of a number from 0 to 1, by Newton's steps from above. */
static double root(double x) {
    double guess = 1, next = (1 + x) / 2;
    while (next < guess) {
        guess = next;
        next = (guess + x / guess) / 2;
    }
    return guess;
}

/* Of a number from 0 to 1; the power series is for small ones. */
static double arc_sine(double x) {
    enum { LAST_POWER = 61 };
    if (x > 0.5) return PI / 2 - 2 * arc_sine(root((1 - x) / 2));
    double term = x, sum = x;
    for (int n = 1; n < LAST_POWER; n += 2) {
        term *= x * x * n / (n + 1);
        sum += term / (n + 2);
    }
    return sum;
}

/* ---- On the Earth ---- */

static double square(double x) {
    return x * x;
}

/* The shorter way around. */
static int64_t turn_between(int64_t a, int64_t b) {
    int64_t turn = a > b ? a - b : b - a;
    return turn > LONGITUDE_MOST ? 2 * (int64_t)LONGITUDE_MOST - turn : turn;
}

int64_t place_metres(struct place a, struct place b) {
    double north = square(sine(radians(a.latitude - b.latitude) / 2));
    double east = square(sine(radians(turn_between(a.longitude, b.longitude)) / 2));
    double haversine =
        north + cosine(radians(a.latitude)) * cosine(radians(b.latitude)) * east;
    if (haversine > 1) haversine = 1;
    return (int64_t)(2 * EARTH_METRES * arc_sine(root(haversine)) + 0.5);
}
