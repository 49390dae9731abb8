#include "modules/scoring/logit.h"

#include "base/arena.h"

#include <string.h>

/* ---- Exponential ---- */

/* 2 to the power of n, of a normal number. */
static double two_to(int n) {
    enum { BIAS = 1023, FRACTION_BITS = 52 };
    uint64_t bits = (uint64_t)(n + BIAS) << FRACTION_BITS;
    double out;
    memcpy(&out, &bits, sizeof out);
    return out;
}

/* x = n ln 2 + r with a small r, for which the series of e to the r is short. ln 2 is taken in two
 * parts, so that n times the first is exact. */
double exp_of(double x) {
    enum { TERMS = 14, FARTHEST = 700 };
    const double ln2_high = 0x1.62e42fep-1, ln2_low = 0x1.f473de6af278fp-30;
    const double one_by_ln2 = 0x1.71547652b82fep+0;
    if (x > FARTHEST) x = FARTHEST;
    if (x < -FARTHEST) return 0;
    int n = (int)(x * one_by_ln2 + (x < 0 ? -0.5 : 0.5));
    double r = (x - n * ln2_high) - n * ln2_low, sum = 1;
    for (int k = TERMS; k > 0; k--)
        sum = 1 + sum * r / k;
    return sum * two_to(n);
}

double logistic(double x) {
    if (x >= 0) return 1 / (1 + exp_of(-x));
    double e = exp_of(x);
    return e / (1 + e);
}

/* ---- The design ---- */

/* Column 0 is the base; the levels of each factor follow, from their `first` on. */
struct fit {
    const struct logit_data *data;
    int first[LOGIT_FACTORS], width;
    double ridge;
    double *share;    /* of each column: how often, of those whose factor is known */
    double *weights;  /* of each column, which the penalty is on */
    double *effects;  /* the same as differences from the average of their factor */
    double *gradient; /* by which the weights are to fall, and then the step */
    double *hessian;  /* width rows */
};

static void lay_out(struct arena *mem, struct fit *f) {
    f->width = 1;
    for (int i = 0; i < f->data->factors; i++) {
        f->first[i] = f->width;
        f->width += f->data->level_count[i];
    }
    size_t width = (size_t)f->width;
    f->share = NEWS(mem, width, double);
    f->weights = NEWS(mem, width, double);
    f->effects = NEWS(mem, width, double);
    f->gradient = NEWS(mem, width, double);
    f->hessian = NEWS(mem, width * width, double);
}

/* The columns that are 1 in an observation, ascending. */
static int columns_of(const struct fit *f, int row, int *out) {
    const unsigned char *levels = f->data->levels + (size_t)row * (size_t)f->data->factors;
    int count = 1;
    out[0] = 0;
    for (int i = 0; i < f->data->factors; i++)
        if (levels[i]) out[count++] = f->first[i] + levels[i] - 1;
    return count;
}

static void count_shares(struct fit *f) {
    int columns[LOGIT_FACTORS + 1];
    for (int row = 0; row < f->data->count; row++)
        for (int i = columns_of(f, row, columns) - 1; i >= 0; i--)
            f->share[columns[i]]++;
    for (int i = 0; i < f->data->factors; i++) {
        double known = 0;
        int end = f->first[i] + f->data->level_count[i];
        for (int c = f->first[i]; c < end; c++)
            known += f->share[c];
        for (int c = f->first[i]; c < end && known > 0; c++)
            f->share[c] /= known;
    }
}

/* ---- One round ---- */

static double *at(const struct fit *f, int row, int column) {
    return &f->hessian[(size_t)row * (size_t)f->width + (size_t)column];
}

static void add_observation(struct fit *f, int row) {
    int columns[LOGIT_FACTORS + 1], count = columns_of(f, row, columns);
    double odds = 0;
    for (int i = 0; i < count; i++)
        odds += f->effects[columns[i]];
    double p = logistic(odds), spread = p * (1 - p);
    double error = p - (f->data->came[row] ? 1 : 0);
    for (int i = 0; i < count; i++) {
        f->gradient[columns[i]] += error;
        for (int j = 0; j <= i; j++)
            *at(f, columns[i], columns[j]) += spread;
    }
}

/* What each observation says is told as a difference from the average of its factor, where that is
 * known: of a factor's levels each is taken less the share of each in all of them. */
static void centre(const struct fit *f, double *sums, size_t stride) {
    for (int i = 0; i < f->data->factors; i++) {
        int first = f->first[i], end = first + f->data->level_count[i];
        double all = 0;
        for (int c = first; c < end; c++)
            all += sums[(size_t)c * stride];
        for (int c = first; c < end; c++)
            sums[(size_t)c * stride] -= f->share[c] * all;
    }
}

static void centre_all(struct fit *f) {
    for (int i = 0; i < f->width; i++)
        for (int j = i + 1; j < f->width; j++)
            *at(f, i, j) = *at(f, j, i);
    for (int i = 0; i < f->width; i++)
        centre(f, at(f, i, 0), 1);
    for (int i = 0; i < f->width; i++)
        centre(f, at(f, 0, i), (size_t)f->width);
    centre(f, f->gradient, 1);
}

static void add_ridge(struct fit *f) {
    for (int c = 1; c < f->width; c++) {
        f->gradient[c] += f->ridge * f->weights[c];
        *at(f, c, c) += f->ridge;
    }
}

/* The base has no penalty: where all is foretold surely it has no curvature left. */
static bool has_curvature(double pivot) {
    return pivot > 1e-12;
}

/* Hessian = L D L', in place: L below the diagonal, D on it. */
static bool decompose(struct fit *f) {
    for (int i = 0; i < f->width; i++) {
        for (int j = 0; j < i; j++)
            for (int k = 0; k < j; k++)
                *at(f, i, j) -= *at(f, i, k) * *at(f, j, k);
        for (int k = 0; k < i; k++) {
            double scaled = *at(f, i, k) / *at(f, k, k);
            *at(f, i, i) -= scaled * *at(f, i, k);
            *at(f, i, k) = scaled;
        }
        if (!has_curvature(*at(f, i, i))) return false;
    }
    return true;
}

/* The gradient becomes the step: the Hessian's inverse times it. */
static void solve(struct fit *f) {
    double *x = f->gradient;
    for (int i = 0; i < f->width; i++)
        for (int k = 0; k < i; k++)
            x[i] -= *at(f, i, k) * x[k];
    for (int i = 0; i < f->width; i++)
        x[i] /= *at(f, i, i);
    for (int i = f->width - 1; i >= 0; i--)
        for (int k = i + 1; k < f->width; k++)
            x[i] -= *at(f, k, i) * x[k];
}

/* How far the farthest weight went. No weight goes farther than `leap` in a round: where the curve is
 * flat Newton's method would leap past the goal. */
static double move(struct fit *f) {
    const double leap = 2;
    double farthest = 0;
    for (int c = 0; c < f->width; c++) {
        double way = f->gradient[c] < 0 ? -f->gradient[c] : f->gradient[c];
        if (way > farthest) farthest = way;
    }
    double scale = farthest > leap ? leap / farthest : 1;
    for (int c = 0; c < f->width; c++)
        f->weights[c] -= scale * f->gradient[c];
    return farthest;
}

/* A factor's effects, each as often as it occurs, come to nothing. */
static void set_effects(struct fit *f) {
    memcpy(f->effects, f->weights, (size_t)f->width * sizeof *f->effects);
    for (int i = 0; i < f->data->factors; i++) {
        int first = f->first[i], end = first + f->data->level_count[i];
        double mean = 0;
        for (int c = first; c < end; c++)
            mean += f->share[c] * f->weights[c];
        for (int c = first; c < end; c++)
            f->effects[c] -= mean;
    }
}

static bool round_of(struct fit *f, double *out_farthest) {
    size_t width = (size_t)f->width;
    memset(f->gradient, 0, width * sizeof *f->gradient);
    memset(f->hessian, 0, width * width * sizeof *f->hessian);
    for (int row = 0; row < f->data->count; row++)
        add_observation(f, row);
    centre_all(f);
    add_ridge(f);
    if (!decompose(f)) return false;
    solve(f);
    *out_farthest = move(f);
    set_effects(f);
    return true;
}

static void tell(const struct fit *f, struct logit *out) {
    out->base = f->weights[0];
    for (int i = 0; i < f->data->factors; i++)
        for (int l = 1; l <= f->data->level_count[i]; l++)
            out->weights[i][l] = f->effects[f->first[i] + l - 1];
}

bool logit_fit(struct arena *mem, const struct logit_data *data, double ridge,
               struct logit *out) {
    const double settled = 1e-10;
    struct fit f = {.data = data, .ridge = ridge};
    lay_out(mem, &f);
    count_shares(&f);
    *out = (struct logit){0};
    while (out->rounds < LOGIT_ROUNDS) {
        double farthest;
        if (!round_of(&f, &farthest)) return false;
        out->rounds++;
        if (farthest > settled) continue;
        tell(&f, out);
        return true;
    }
    return false;
}

double logit_of(const struct logit *model, const unsigned char *levels, int factors) {
    double odds = model->base;
    for (int i = 0; i < factors; i++)
        odds += model->weights[i][levels[i]];
    return odds;
}
