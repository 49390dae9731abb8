#include "base/colour.h"

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool colour_parse(struct str text, struct colour *out) {
    int d[6];
    if (text.n != 7 || text.p[0] != '#') return false;
    for (int i = 0; i < 6; i++)
        if ((d[i] = digit(text.p[i + 1])) < 0) return false;
    *out = (struct colour){d[0] * 16 + d[1], d[2] * 16 + d[3], d[4] * 16 + d[5]};
    return true;
}

/* sRGB's curve by a polynomial of third degree, so that no library of mathematics is asked. */
static double linear(int part) {
    double c = part / 255.0;
    return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878);
}

double colour_luminance(struct colour c) {
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

/* Where (L + 0.05) / 0.05 = 1.05 / (L + 0.05), both are read equally well. */
bool colour_dark(struct colour c) {
    return colour_luminance(c) < 0.1791;
}
