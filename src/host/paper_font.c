#include "host/paper_font.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define FACE(name, file)                                                          \
    __asm__(".section .rodata\n" name ": .incbin \"" PAPER_FONTS file "\"\n" name \
            "_end: .byte 0\n.previous\n")

FACE("paper_face_regular", "/Vazirmatn-Regular.ttf");
FACE("paper_face_bold", "/Vazirmatn-Bold.ttf");
extern const char paper_face_regular[], paper_face_regular_end[];
extern const char paper_face_bold[], paper_face_bold_end[];

static struct {
    pthread_once_t once;
    FcConfig *config; /* NULL: they cannot be had */
    FcCharSet *letters;
} fonts = {.once = PTHREAD_ONCE_INIT};

/* Fonts are opened by their path: one of a file that is nowhere but in memory, and stays open as
 * long as the program runs. */
static bool add_face(FcConfig *config, const char *bytes, size_t n) {
    char path[32];
    int file = memfd_create("font", MFD_CLOEXEC);
    if (file < 0) return false;
    if (write(file, bytes, n) != (ssize_t)n) {
        close(file);
        return false;
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return FcConfigAppFontAddFile(config, (const FcChar8 *)path);
}

static FcCharSet *letters_of(FcConfig *config) {
    FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    FcCharSet *letters = NULL;
    if (set && set->nfont)
        (void)FcPatternGetCharSet(set->fonts[0], FC_CHARSET, 0, &letters);
    return letters;
}

/* A configuration with these faces and nothing of the machine's. */
static void make_config(void) {
    FcConfig *config = FcConfigCreate();
    bool made = config
                && add_face(config, paper_face_regular,
                            (size_t)(paper_face_regular_end - paper_face_regular))
                && add_face(config, paper_face_bold,
                            (size_t)(paper_face_bold_end - paper_face_bold));
    if (made) fonts.letters = letters_of(config);
    if (fonts.letters)
        fonts.config = config;
    else if (config)
        FcConfigDestroy(config);
}

PangoFontMap *paper_font_map(void) {
    (void)pthread_once(&fonts.once, make_config);
    if (!fonts.config) return NULL;
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (map) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), fonts.config);
    return map;
}

bool paper_font_has(uint32_t code) {
    return fonts.letters && FcCharSetHasChar(fonts.letters, code);
}
