"""Make the bundled fonts: static TrueType cut to what Chinese case notes need (npm brings the sources).

Run it with a Python that holds requirements/dev.txt, for instance .venv-test. The same sources and the
same texts give the same bytes; tests/health/test_fonts.py says when a new character asks for a new run.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from environment import ROOT, stop
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable

FONTS: Final = ROOT / "resources" / "fonts"
WORDS: Final = ("resources/**/*.yaml", "resources/**/*.json", "i18n/*")

# npm package and version, file in it, SHA-256 of that file.
SC: Final = "@expo-google-fonts/noto-sans-sc@0.4.3"
LATIN: Final = "@expo-google-fonts/noto-sans@0.4.2"
SIGNS: Final = "@expo-google-fonts/noto-sans-symbols-2@0.4.1"
Source = tuple[str, str, str]
SC_REGULAR: Final[Source] = (
    SC,
    "400Regular/NotoSansSC_400Regular.ttf",
    "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
)
SC_BOLD: Final[Source] = (
    SC,
    "700Bold/NotoSansSC_700Bold.ttf",
    "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
)
LATIN_REGULAR: Final[Source] = (
    LATIN,
    "400Regular/NotoSans_400Regular.ttf",
    "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
)
LATIN_BOLD: Final[Source] = (
    LATIN,
    "700Bold/NotoSans_700Bold.ttf",
    "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
)
LATIN_ITALIC: Final[Source] = (
    LATIN,
    "400Regular_Italic/NotoSans_400Regular_Italic.ttf",
    "feb3e57888ce3acb604f270c278cfb304c674306518771619ddbdefca42a066b",
)
SIGNS_REGULAR: Final[Source] = (
    SIGNS,
    "400Regular/NotoSansSymbols2_400Regular.ttf",
    "f67f40c65f929f029827ab37cfdc4897dfd9ae3c28d9e98ba46e0d52e39eb97e",
)

HANA_RIGHTS: Final = (  # of the further characters in the face of make_rare_font.py
    "Copyright (c) 2011, GlyphWiki Project (kamichi@fonts.jp), "
    'with Reserved Font Name "Hanazono Font", "HanaMinA", "HanaMinB", '
    '"花園フォント", "花園明朝A", and "花園明朝B".'
)

ASCII_AND_LATIN_1: Final = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
DIGITS_UP_AND_DOWN: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉"
TYPOGRAPHY: Final = "–—…‘’“”‰·•"
SIGNS_IN_USE: Final = "≥≤±µμ×÷≈≠√∞°℃αβγδθκλπσω→←↑↓↔⇒□■○●◆◇▲△▼▽▶★☆☐☑✓✗⚠①②③④⑤⑥⑦⑧⑨⑩"
ROMAN: Final = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
FULL_WIDTH_RANGES: Final = (*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE6))
FULL_WIDTH: Final = "".join(map(chr, FULL_WIDTH_RANGES))

LATIN_SET: Final = ASCII_AND_LATIN_1 + DIGITS_UP_AND_DOWN + TYPOGRAPHY + "αβγδθκλπσωμ"
_LAST_OF: Final = {4: 0xFFFF, 12: 0x10FFFF}  # the last character that a map of this format can hold
OUTPUTS: Final[dict[str, tuple[Source, tuple[Source, ...]]]] = {
    "NotoSansSC-Regular.ttf": (SC_REGULAR, (LATIN_REGULAR, SIGNS_REGULAR)),
    "NotoSansSC-Bold.ttf": (SC_BOLD, (LATIN_BOLD, SIGNS_REGULAR)),
    "NotoSans-Italic.ttf": (LATIN_ITALIC, ()),
}


def gb2312() -> str:
    """Every character of GB 2312."""
    rows = range(0xA1, 0xFF)
    return "".join(bytes((row, cell)).decode("gb2312", errors="ignore") for row in rows for cell in rows)


def in_texts(root: Path = ROOT) -> str:
    """Every character that the knowledge base, the example cases and the words of the app use."""
    files = [path for pattern in WORDS for path in root.glob(pattern)]
    used = set("".join(path.read_text(encoding="utf-8") for path in files))
    return "".join(sorted(sign for sign in used if sign.isprintable()))


def chinese_set() -> str:
    """What the two Chinese faces must hold."""
    fixed = ASCII_AND_LATIN_1 + DIGITS_UP_AND_DOWN + TYPOGRAPHY + SIGNS_IN_USE + ROMAN + FULL_WIDTH
    return gb2312() + fixed + in_texts()


def fetch(folder: Path) -> dict[Source, Path]:
    """The source fonts and their licence, each checked against its hash."""
    for package in (SC, LATIN, SIGNS):
        subprocess.run(["npm", "pack", package], cwd=folder, capture_output=True, check=True)
    sources = (SC_REGULAR, SC_BOLD, LATIN_REGULAR, LATIN_BOLD, LATIN_ITALIC, SIGNS_REGULAR)
    return {source: unpack(folder, source) for source in sources}


def unpack(folder: Path, source: Source) -> Path:
    """One font file out of its package."""
    package, member, wanted = source
    data = read_member(folder, package, member)
    if hashlib.sha256(data).hexdigest() != wanted:
        stop(f"{package} {member} is not the file this script was written for.")
    target = folder / Path(member).name
    target.write_bytes(data)
    return target


def read_member(folder: Path, package: str, member: str) -> bytes:
    """One file out of a package."""
    name = package.removeprefix("@").replace("/", "-").replace("@", "-")
    with tarfile.open(folder / f"{name}.tgz") as archive:
        file = archive.extractfile(f"package/{member}")
        return file.read() if file else b""


def cut(path: Path, characters: Iterable[str]) -> TTFont:
    """The font with only these characters, without hints and vertical metrics."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=["kern"], notdef_outline=True, name_IDs=list(range(15)))
    options.drop_tables += ["BASE", "STAT", "gasp", "vhea", "vmtx", "VORG"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    return font


def borrow(font: TTFont, donor: TTFont, sign: str) -> None:
    """One glyph copied from another font, brought to this one's units."""
    name = f"uni{ord(sign):04X}"
    source = donor.getBestCmap()[ord(sign)]
    outline, pen = DecomposingRecordingPen(donor.getGlyphSet()), TTGlyphPen(None)
    donor.getGlyphSet()[source].draw(outline)
    scale = font["head"].unitsPerEm / donor["head"].unitsPerEm
    outline.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    advance, left = donor["hmtx"][source]
    font["hmtx"][name] = (round(advance * scale), round(left * scale))
    for table in font["cmap"].tables:
        if table.isUnicode() and ord(sign) <= _LAST_OF[table.format]:
            table.cmap[ord(sign)] = name


def make(name: str, sources: dict[Source, Path], wanted: str) -> None:
    """One bundled font, its gaps filled from its donors."""
    main, donors = OUTPUTS[name]
    font = cut(sources[main], wanted)
    for donor in (TTFont(sources[source]) for source in donors):
        if donor["head"].unitsPerEm != font["head"].unitsPerEm:
            stop(f"{name}: a donor has other units.")
        for sign in sorted(set(wanted) - set(map(chr, font.getBestCmap()))):
            if ord(sign) in donor.getBestCmap():
                borrow(font, donor, sign)
    lacking = "".join(sorted(set(wanted) - set(map(chr, font.getBestCmap()))))
    if lacking:
        stop(f"{name}: no glyph for {lacking!r}")
    font.save(FONTS / name)
    print(f"{name}: {len(font.getBestCmap())} characters, {(FONTS / name).stat().st_size:,} bytes")


def write_licence(folder: Path) -> None:
    """The Open Font License under the copyright lines of every source."""
    texts = [read_member(folder, package, "LICENSE_FONT").decode() for package in (SC, LATIN, SIGNS)]
    lines, bodies = zip(*(text.split("\n", 1) for text in texts), strict=True)
    if len(set(bodies)) != 1:
        stop("The licence texts differ.")
    text = "\n".join((*lines, HANA_RIGHTS, bodies[0]))
    (FONTS / "OFL.txt").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write every font and the licence into resources/fonts."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = fetch(folder)
        for name in OUTPUTS:
            make(name, sources, LATIN_SET if "Italic" in name else chinese_set())
        write_licence(folder)


if __name__ == "__main__":
    main()
