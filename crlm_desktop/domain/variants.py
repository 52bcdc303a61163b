"""KRAS variants as reports write them, brought to one spelling (HGVS protein level, one-letter).

Read is only what says one change and nothing else. "G12C negative", "G12C/D" and "codon 12" are not read:
they leave open which variant it is, and that is unknown, not "another one".
"""

import re
import unicodedata

_THREE_TO_ONE = {
    "ALA": "A", "ARG": "R", "ASN": "N", "ASP": "D", "CYS": "C", "GLN": "Q", "GLU": "E", "GLY": "G",
    "HIS": "H", "ILE": "I", "LEU": "L", "LYS": "K", "MET": "M", "PHE": "F", "PRO": "P", "SER": "S",
    "THR": "T", "TRP": "W", "TYR": "Y", "VAL": "V",
}  # fmt: skip
_ONE_LETTER = frozenset(_THREE_TO_ONE.values())
_SUBSTITUTION = re.compile(r"([A-Z]{3}|[A-Z])(\d{1,4})([A-Z]{3}|[A-Z])")
_LARGER = re.compile(r"(?:[A-Z]{3}|[A-Z])\d{1,4}(?:_(?:[A-Z]{3}|[A-Z])\d{1,4})?(?:DUP|DEL|INS|DELINS)[A-Z]*")
_OTHER = frozenset({"OTHER", "其他", "其它"})
_BESIDE = re.compile(
    r"NM_\d+(?:\.\d+)?(?:\(K-?RAS\))?:?"  # the transcript
    r"|\bC\.\d+[ACGT]>[ACGT]|\bC\.[\d_]+(?:DUP|DEL|INS|DELINS)[ACGT]*"  # the same change, coding
    r"|(?<![A-Z])K-?RAS"
    r"|\bEXON\s*\d|第?\s*\d\s*号?外显子|外显子\s*\d"
    r"|(?:\bVAF\b|突变丰度|丰度|突变频率)?[\s:=]*\d+(?:\.\d+)?\s*%"
    r"|\(\+\)|突变型?|变异|阳性|检出|\bMUTA(?:TION|NT|TED)\b|\bVARIANT\b|\bPOSITIVE\b|\bDETECTED\b"
)
_SEPARATORS = " \t:,;()[]。、"


def protein_change(written: str) -> str | None:
    """Return `G12C` for `p.G12C`, `KRAS p.(Gly12Cys)`, `G12C 突变`; None for what does not say one change."""
    text = unicodedata.normalize("NFKC", written).upper()
    bare = _BESIDE.sub(" ", text).strip(_SEPARATORS).removeprefix("P.").strip(_SEPARATORS)
    if bare in _OTHER or _LARGER.fullmatch(bare):
        return bare
    found = _SUBSTITUTION.fullmatch(bare)
    if found is None:
        return None
    before, position, after = found.groups()
    letters = [_THREE_TO_ONE.get(residue, residue) for residue in (before, after)]
    return f"{letters[0]}{position}{letters[1]}" if _ONE_LETTER.issuperset(letters) else None
