"""Makes the bundled fonts: takes four open variable fonts, keeps what the page shows, writes WOFF2.

    python3 build.py SOURCES OUT

README.md beside this file says where SOURCES comes from. Nothing here runs when the page is built.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.otlLib.builder import buildMathTable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.instancer import instantiateVariableFont

ASCII = "".join(map(chr, range(0x20, 0x7F)))
PUNCTUATION = "\u00a0\u2009\u202f‘’“”–—…·•§°©×÷±−½′″"
LETTERS = "ÉÖÜàâäçèéêëíîïñóôöøüŵŷ\u0302\u0304"
GREEK = "αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕ"
RELATIONS = "≈≠≤≥→←↑↓∞∂∑∏√∫∇∆∘⋅"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
# Drawn by build() itself where a source lacks them: ∇ ∘ ⁻ and the aliases below.
READING = ASCII + PUNCTUATION + LETTERS + GREEK + RELATIONS + SUBSCRIPTS
JULIA = READING + "⇒↦∈∉∀∃∪∩⊂≡∥ℝ⊤⟨⟩│─└├┌┐┘┤⋮⋱▶✓"

# What every page shows; the ranges in style/base.css are these.
COMMON = ASCII + "\u00a0·×–—‘’“”…←↑→↓−′η∇∘▶✓"

# One row a face: source file, new family name, axes kept or pinned, characters, layout features.
FACES = [
    ("SourceSerif4Variable-Roman.ttf", "serif", "Fluxion Serif", {"opsz": 18, "wght": (400, 600)}, READING, ["kern", "liga", "tnum", "lnum", "mark", "ccmp"]),
    ("SourceSerif4Variable-Italic.ttf", "serif-italic", "Fluxion Serif", {"opsz": 18, "wght": 400}, READING, ["kern", "liga", "mark", "ccmp"]),
    ("InterVariable.woff2", "sans", "Fluxion Sans", {"opsz": 16, "wght": (400, 650)}, READING + "✓", ["kern", "tnum", "ccmp", "mark"]),
    ("JetBrainsMono[wght].ttf", "mono", "Fluxion Mono", {"wght": (400, 600)}, JULIA, ["mark", "ccmp", "zero"]),
]

# Characters that a source lacks and that another of its glyphs draws.
ALIASES = {"⋅": "·", "ϵ": "ε", "ϕ": "φ", "∆": "Δ"}

# Mathematical italic letters, so that formulas use the text's own italic.
ITALIC = (
    {0x1D434 + i: chr(ord("A") + i) for i in range(26)}
    | {0x1D44E + i: chr(ord("a") + i) for i in range(26) if i != 7}
    | {0x210E: "h", 0x1D715: "∂", 0x1D716: "ϵ", 0x1D719: "ϕ"}
    | {0x1D6E2 + i: chr(0x391 + i) for i in range(25) if i != 17}
    | {0x1D6FC + i: chr(0x3B1 + i) for i in range(25)}
)


def alias(font, code, character):
    """Lets `code` show the glyph of `character`, if the font has it and lacks `code`."""
    cmap = font.getBestCmap()
    if code not in cmap and ord(character) in cmap:
        for table in font["cmap"].tables:
            if table.isUnicode() and (code <= 0xFFFF or table.format == 12):
                table.cmap[code] = cmap[ord(character)]


def copy_moved(font, code, source, move):
    """Lets `code`, if the font lacks it, show the glyph of `source` with every point sent through `move(x, y)`."""
    cmap = font.getBestCmap()
    if code not in cmap and ord(source) in cmap:
        add_glyph(font, f"uni{code:04X}", cmap[ord(source)], move, font["hmtx"][cmap[ord(source)]][0])
        show(font, code, f"uni{code:04X}")


def show(font, code, glyph):
    """Lets `code` show `glyph`."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


def tell_eta_from_n(font):
    """JetBrains Mono draws η exactly as n: lets its right leg reach below the line, as elsewhere."""
    n = font.getBestCmap()[ord("n")]
    advance = font["hmtx"][n][0]
    add_glyph(font, "eta.long", n, lambda x, y: (x, y), advance)
    glyph = font["glyf"]["eta.long"]
    leg = [(x, y - 190 if y == 0 and x > advance / 2 else y) for x, y in glyph.coordinates]
    glyph.coordinates = GlyphCoordinates(leg)
    glyph.recalcBounds(font["glyf"])
    show(font, ord("η"), "eta.long")


def add_glyph(font, new, old, move, advance):
    """Adds the glyph `new`: the outline of `old` moved, its variations too."""
    glyf = font["glyf"]
    variations = font["gvar"].variations if "gvar" in font else None
    while glyf[old].isComposite():
        old, move = part_of(glyf[old], move)
    points, ends, flags = glyf[old].getCoordinates(glyf)
    glyph = type(glyf[old])()
    glyph.numberOfContours = len(ends)
    glyph.coordinates = GlyphCoordinates([move(x, y) for x, y in points])
    glyph.coordinates.toInt()
    glyph.endPtsOfContours, glyph.flags = list(ends), flags
    glyph.removeHinting()
    font.setGlyphOrder(font.getGlyphOrder() + [new])
    glyf.glyphs[new] = glyph
    glyf.setGlyphOrder(font.getGlyphOrder())
    glyph.recalcBounds(glyf)
    font["hmtx"][new] = (round(advance), glyph.xMin)
    if variations is not None:
        variations[new] = [moved_variation(v, move, move(0, 0)) for v in variations.get(old, [])]


def part_of(glyph, move):
    """The one part of a composite glyph, such as ) made of a turned (, and how its points move."""
    part, (xx, xy, yx, yy, dx, dy) = glyph.components[0].getComponentInfo()
    return part, lambda x, y: move(xx * x + yx * y + dx, xy * x + yy * y + dy)


def moved_variation(variation, move, zero):
    """The same variation for moved points: deltas are turned, never shifted."""
    def turn(delta):
        return delta and tuple(round(new - shift) for new, shift in zip(move(*delta), zero))

    turned = [turn(delta) for delta in variation.coordinates[:-4]]
    return type(variation)(variation.axes, turned + list(variation.coordinates[-4:]))


# Sizes of formulas, in thousandths of an em. The rest of the OpenType constants may stay 0.
MATH = {
    "ScriptPercentScaleDown": 72, "ScriptScriptPercentScaleDown": 58,
    "DelimitedSubFormulaMinHeight": 1300, "DisplayOperatorMinHeight": 1250, "MathLeading": 150,
    "AccentBaseHeight": 475, "FlattenedAccentBaseHeight": 670,
    "SubscriptShiftDown": 170, "SubscriptTopMax": 380, "SubscriptBaselineDropMin": 160,
    "SuperscriptShiftUp": 370, "SuperscriptShiftUpCramped": 280, "SuperscriptBottomMin": 120,
    "SuperscriptBaselineDropMax": 300, "SubSuperscriptGapMin": 180, "SuperscriptBottomMaxWithSubscript": 380,
    "SpaceAfterScript": 40, "UpperLimitGapMin": 110, "UpperLimitBaselineRiseMin": 130,
    "LowerLimitGapMin": 120, "LowerLimitBaselineDropMin": 580,
    "StackTopShiftUp": 480, "StackTopDisplayStyleShiftUp": 680, "StackBottomShiftDown": 480,
    "StackBottomDisplayStyleShiftDown": 690, "StackGapMin": 160, "StackDisplayStyleGapMin": 320,
    "FractionNumeratorShiftUp": 420, "FractionNumeratorDisplayStyleShiftUp": 640,
    "FractionDenominatorShiftDown": 400, "FractionDenominatorDisplayStyleShiftDown": 640,
    "FractionNumeratorGapMin": 60, "FractionNumDisplayStyleGapMin": 130, "FractionRuleThickness": 50,
    "FractionDenominatorGapMin": 60, "FractionDenomDisplayStyleGapMin": 130,
    "SkewedFractionHorizontalGap": 350, "SkewedFractionVerticalGap": 70,
    "OverbarVerticalGap": 150, "OverbarRuleThickness": 50, "OverbarExtraAscender": 50,
    "UnderbarVerticalGap": 150, "UnderbarRuleThickness": 50, "UnderbarExtraDescender": 50,
    "RadicalVerticalGap": 70, "RadicalDisplayStyleVerticalGap": 120, "RadicalRuleThickness": 50,
    "RadicalExtraAscender": 50, "RadicalKernBeforeDegree": 60, "RadicalKernAfterDegree": -400,
    "RadicalDegreeBottomRaisePercent": 62,
}

# How much taller the variants of what grows with its contents are.
GROWTH = [1.35, 1.8, 2.4, 3.2, 4.3]


def teach_formulas(font):
    """Adds the table that formulas are set by, and taller brackets, roots, bars, sums and integrals."""
    cmap, glyf = font.getBestCmap(), font["glyf"]
    minus = glyf[cmap[ord("−")]]
    axis = round((minus.yMin + minus.yMax) / 2)
    variants = {}
    for character in "()[]{}|√∑∫":
        old = cmap[ord(character)]
        shape, advance = glyf[old], font["hmtx"][old][0]
        middle = (shape.yMin + shape.yMax) / 2
        rows = [(old, shape.yMax - shape.yMin)]
        grown = GROWTH if character not in "∑∫" else [1.5]
        for number, factor in enumerate(grown):
            wide = factor if character in "∑" else 1 + 0.12 * (factor - 1)
            new = f"{old}.grown{number + 1}"
            rise = axis if character != "√" else middle
            add_glyph(font, new, old, lambda x, y: (x * wide, (y - middle) * factor + rise), advance * wide)
            rows.append((new, round((shape.yMax - shape.yMin) * factor)))
        variants[old] = rows
    constants = MATH | {"AxisHeight": axis}
    # Browsers throw the table away if it says nothing about single glyphs.
    integral = {old: 60 for old in [cmap[ord("∫")]]}
    buildMathTable(font, constants, integral, vertGlyphVariants=variants, minConnectorOverlap=20)


def rename(font, family):
    """The sources reserve their names for unmodified fonts."""
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6, 16, 18, 21, 25):
            font["name"].setName(family if record.nameID != 6 else family.replace(" ", ""), record.nameID, record.platformID, record.platEncID, record.langID)


def build(source, name, family, axes, characters, features, folder, out):
    font = TTFont(folder / source)
    # New glyphs have no row in the horizontal variations; their phantom points in gvar say the same.
    for table in {"HVAR", "MVAR"} & set(font.keys()):
        del font[table]
    cap = font["OS/2"].sCapHeight
    copy_moved(font, 0x2207, "∆" if 0x2206 in font.getBestCmap() else "Δ", lambda x, y: (x, cap - y))
    copy_moved(font, 0x2218, "°", lambda x, y: (x, y - cap // 2 + 20))
    minus = font["hmtx"][font.getBestCmap()[ord("−")]][0]
    copy_moved(font, 0x207B, "−", lambda x, y: (round((x - minus / 2) * 0.6 + minus / 2), round(y * 0.6 + cap * 0.52)))
    if name == "mono":
        tell_eta_from_n(font)
    for code, character in ALIASES.items():
        alias(font, ord(code), character)
    if "italic" in name:
        for code, character in ITALIC.items():
            alias(font, code, character)
    instance = BytesIO()
    instantiateVariableFont(font, axes).save(instance)
    font = TTFont(instance)
    options = subset.Options(layout_features=features, hinting=False, name_IDs=[1, 2, 4, 6, 13, 14], notdef_outline=True, flavor="woff2", drop_tables=["DSIG", "STAT", "meta", "FFTM"])
    subsetter = subset.Subsetter(options)
    codes = list(map(ord, characters)) + (list(ITALIC) if "italic" in name else [])
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    if name == "serif":
        teach_formulas(font)
    rename(font, family)
    font.flavor = "woff2"
    font.save(out / f"{name}.woff2")
    have = font.getBestCmap()
    print(name, "lacks", "".join(c for c in characters if ord(c) not in have))
    split(out / f"{name}.woff2")


def split(path):
    """Splits a finished font in two: what every page shows stays in the file, the rest moves to `NAME-more.woff2`.

    The style sheet states the same ranges (`unicode-range`), so a browser loads the rest only for pages that show it.
    """
    codes = set(TTFont(path).getBestCmap())
    common = {ord(character) for character in COMMON}
    for target, kept in [(path.with_stem(path.stem + "-more"), codes - common), (path, codes & common)]:
        font = TTFont(path)
        subsetter = subset.Subsetter(subset.Options(layout_features=["*"], name_IDs=[1, 2, 4, 6, 13, 14], notdef_outline=True))
        subsetter.populate(unicodes=kept)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(target)
        print(target.name, target.stat().st_size)


if __name__ == "__main__":
    sources, target = Path(sys.argv[1]), Path(sys.argv[2])
    for face in FACES:
        build(*face, sources, target)
