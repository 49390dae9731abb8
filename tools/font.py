"""Cut the variable font down to what pages use: Persian, Arabic and Kurdish letters, Latin,
digits and punctuation, weights 400 to 700, as WOFF2.

usage: font.py VARIABLE.ttf OUT.woff2
"""
import io
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LETTERS = (
    "U+0020-007E U+00A0 U+00AB U+00B0 U+00B7 U+00BB U+00D7 U+00F7 "
    "U+060C U+061B U+061F U+0621-063A U+0640-0655 U+0660-066C U+0670 "
    "U+067E U+0686 U+0695 U+0698 U+06A4 U+06A9 U+06AF U+06B5 U+06BE U+06C0 U+06C1 U+06C6 "
    "U+06CA U+06CC U+06CE U+06D5 U+06F0-06F9 "
    "U+200B-200F U+2010-2015 U+2018-201E U+2022 U+2026 U+2030 U+2039 U+203A U+2212 "
    "U+FDFC U+FFFD"
)
# Joining and marks, contextual forms, kerning, digits of one width. Not: small capitals,
# fractions and alternatives nobody asks for.
FEATURES = "ccmp init medi fina isol rlig liga calt locl mark mkmk kern tnum".split()


def main(source, target):
    narrowed = io.BytesIO()
    whole = TTFont(source, recalcTimestamp=False)  # the same bytes from each build
    instancer.instantiateVariableFont(whole, {"wght": (400, 700)}).save(narrowed)
    font = TTFont(narrowed, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, flavor="woff2")
    cut = subset.Subsetter(options)
    cut.populate(unicodes=subset.parse_unicodes(LETTERS))
    cut.subset(font)
    subset.save_font(font, target, options)


if __name__ == "__main__":
    main(*sys.argv[1:])
