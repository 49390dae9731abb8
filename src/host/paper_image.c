/* paper_image.c - a picture from outside, let in only when its head says it is small. */
#include "host/paper_press.h"

struct reading {
    struct str rest;
};

static cairo_status_t read_some(void *from, unsigned char *out, unsigned int n) {
    struct reading *r = from;
    if (r->rest.n < n) return CAIRO_STATUS_READ_ERROR;
    memcpy(out, r->rest.p, n);
    r->rest = str_from(r->rest, n);
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t big_endian(const char *at) {
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* The first part of a PNG tells its size: eight bytes, a length, "IHDR", width, height. */
static bool is_small_png(struct str s) {
    enum { WIDTH_AT = 16, HEIGHT_AT = 20, HEAD = 24 };
    if (s.n < HEAD || s.n > PAPER_LOGO_BYTES) return false;
    if (!str_starts(s, STR("\x89PNG\r\n\x1a\n")) || memcmp(s.p + 12, "IHDR", 4) != 0)
        return false;
    uint32_t width = big_endian(s.p + WIDTH_AT), height = big_endian(s.p + HEIGHT_AT);
    return width && height && width <= PAPER_LOGO_PIXELS && height <= PAPER_LOGO_PIXELS;
}

cairo_surface_t *press_png(struct str bytes) {
    struct reading r = {bytes};
    if (!is_small_png(bytes)) return NULL;
    cairo_surface_t *picture = cairo_image_surface_create_from_png_stream(read_some, &r);
    if (cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS) return picture;
    cairo_surface_destroy(picture);
    return NULL;
}
