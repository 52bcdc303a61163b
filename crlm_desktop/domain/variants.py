"""KRAS variants as reports write them, brought to one spelling (HGVS protein level, one-letter)."""

import re

_THREE_TO_ONE = {
    "ALA": "A", "ARG": "R", "ASN": "N", "ASP": "D", "CYS": "C", "GLN": "Q", "GLU": "E", "GLY": "G",
    "HIS": "H", "ILE": "I", "LEU": "L", "LYS": "K", "MET": "M", "PHE": "F", "PRO": "P", "SER": "S",
    "THR": "T", "TRP": "W", "TYR": "Y", "VAL": "V",
}  # fmt: skip
_SUBSTITUTION = re.compile(r"([A-Z]{3}|[A-Z])(\d+)([A-Z]{3}|[A-Z])")


def normalised_variant(written: str) -> str:
    """Return `G12C` for `p.G12C`, `p.(Gly12Cys)`, `KRAS G12C`; what is no substitution comes back trimmed."""
    text = written.strip()
    bare = re.sub(r"^KRAS[\s:]*", "", text, flags=re.IGNORECASE)
    bare = re.sub(r"^P\.", "", bare.strip(), flags=re.IGNORECASE).strip("() ").upper()
    found = _SUBSTITUTION.fullmatch(bare)
    if not found:
        return text
    before, position, after = found.groups()
    letters = [_THREE_TO_ONE.get(residue, residue) for residue in (before, after)]
    if any(len(letter) != 1 for letter in letters):
        return text
    return f"{letters[0]}{position}{letters[1]}"
