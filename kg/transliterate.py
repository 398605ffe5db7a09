"""Cyrillic names in Latin letters, and one key for a name however it is spelt.

`romanise` writes a Ukrainian or Russian name the way English or Romanian newspapers do; `name_key` folds a name of any
of the four languages so that Лубінець, Lubinets and Lubineț, or Конашенков, Konashenkov and Konașenkov, come out equal.
A key is for comparing and never shown: it also makes some different names equal (г and х, о and е after ш).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

APOSTROPHES = "'’ʼ‘`´′ʹ"
VOWELS = frozenset("аеєиіїоуюяёыэ")

# Resolution 55 of the Cabinet of Ministers of Ukraine (27 January 2010). Ye, Yi, Y, Yu, Ya only at the start of a word.
_UK_EN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_UK_EN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

# BGN/PCGN 1947 for Russian without its apostrophes, as newspapers print it; ye after a vowel, a sign, at the start.
_RU_EN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya",
}  # fmt: skip

# The spelling of Romanian newspapers: Jîtomîr, Cernihiv, Lubineț, Konașenkov, Șoigu.
_UK_RO = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "j", "з": "z", "и": "î",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ț", "ч": "ci", "ш": "ș", "щ": "șci", "ь": "", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_RU_RO = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "io", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "ț", "ч": "ci", "ш": "ș", "щ": "șci", "ъ": "", "ы": "î", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_TABLES = {("uk", "en"): _UK_EN, ("ru", "en"): _RU_EN, ("uk", "ro"): _UK_RO, ("ru", "ro"): _RU_RO}
_FRONT = frozenset("еєиіїё")

_CYRILLIC_WORD = re.compile(r"[а-яёєіїґА-ЯЁЄІЇҐ'’ʼ‘`´]+")


def romanise(text: str, lang: str, target: Literal["en", "ro"] = "en") -> str:
    """`text` of language `lang` ("uk" or "ru") in Latin letters as texts in `target` spell it; other letters stay.

    Ukrainian follows the Cabinet of Ministers' table of 2010, Russian BGN/PCGN without apostrophes.
    """
    table = _TABLES[lang, target]
    return _CYRILLIC_WORD.sub(lambda m: _cased(m[0], _word(m[0].casefold(), lang, target, table)), text)


def _word(word: str, lang: str, target: str, table: dict[str, str]) -> str:
    out: list[str] = []
    letters = [c for c in word if c not in APOSTROPHES] if lang == "uk" else list(word)
    for i, c in enumerate(letters):
        before = letters[i - 1] if i else ""
        after = letters[i + 1] if i + 1 < len(letters) else ""
        piece = table.get(c, "" if c in APOSTROPHES else c)
        if target == "en" and lang == "uk":
            if not i:
                piece = _UK_EN_INITIAL.get(c, piece)
            elif c == "г" and before == "з":
                piece = "gh"
        elif target == "en":
            if c == "е" and (not i or before in VOWELS or before in "ъьй" or before in APOSTROPHES):
                piece = "ye"
            elif c in "иы" and after == "й" and i + 2 == len(letters):
                piece = ""
        elif c in "иыі" and after == "й" and i + 2 == len(letters):
            out.append("i")
            break
        elif c in "чщ" and after in _FRONT:
            piece = piece.removesuffix("i")
        elif c == "г" and lang == "ru" and after in _FRONT:
            piece = "gh"
        out.append(piece)
    return "".join(out)


def _cased(source: str, latin: str) -> str:
    """`latin` with the capitals of `source`: all of them, the first letter, or none."""
    letters = [c for c in source if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return latin.upper()
    return latin[:1].upper() + latin[1:] if letters and letters[0].isupper() else latin


# Key alphabet: a b v h d e ž z i k l m n o p r s t u f c č š, and Latin digits. c stands for ts, h for г, ґ and х.
_CYRILLIC_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "ж": "ž", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "č", "ш": "š", "ы": "i", "э": "e", "і": "i", "ї": "i", "ў": "u", "є": "ie", "ё": "io",
    "ю": "iu", "я": "ia", "щ": "šč", "ь": "", "ъ": "",
}  # fmt: skip
_CYRILLIC_KEY = str.maketrans({**_CYRILLIC_LETTERS, **dict.fromkeys(APOSTROPHES, "")})
_LATIN_LETTERS = {
    "ș": "š", "ş": "š", "ț": "ц", "ţ": "ц", "â": "i", "î": "i", "ă": "a", "ł": "l", "đ": "d", "ø": "o", "ı": "i",
    "ß": "s",
}  # fmt: skip
_LATIN_KEY = str.maketrans({**_LATIN_LETTERS, **dict.fromkeys(APOSTROPHES, "")})
_DIGRAPHS = {
    "shch": "šč", "tch": "č", "zgh": "zh", "zh": "ž", "kh": "h", "gh": "h", "sh": "š", "ch": "č", "ts": "c",
    "tz": "c", "ph": "f", "th": "t", "ck": "k", "ц": "c", "j": "ž", "y": "i", "w": "v", "q": "k", "x": "ks",
    "g": "h", "č": "č", "š": "š", "ž": "ž",
}  # fmt: skip
_LATIN = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)) + "|c(?=[eiy])|c")
_HAS_CYRILLIC = re.compile(r"[а-яёєіїґў]")
_MARKS = re.compile(r"[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[^\w]+|_+")
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"ts"), "c"),
    (re.compile(r"dž"), "ž"),
    (re.compile(r"i+"), "i"),
    (re.compile(r"(?<=[čšž])i?o"), "e"),
    (re.compile(r"(?<=č)(?:[ei](?=[aou])|i(?=$|\s))"), ""),
    (re.compile(r"i[eo]"), "e"),
    (re.compile(r"([^\W\d])\1+"), r"\1"),
)


def _latin_piece(match: re.Match[str]) -> str:
    piece = match[0]
    if piece == "c":
        after = match.string[match.end() : match.end() + 1]
        return "č" if after in ("e", "i", "y") and after else "k"
    return _DIGRAPHS[piece]


@lru_cache(maxsize=1 << 17)
def name_key(text: str) -> str:
    """The folded form of a name: equal for its usual spellings in Latin and Cyrillic. Words are parted by one space.

    Diacritics, soft signs, apostrophes and doubled letters go; г, ґ, х, g, h and kh are one letter, as are и, і, ї, ы,
    й and y, and е, є, ё, ye and yo. "" where the text has no letter and no digit.
    """
    lower = text.casefold()
    if _HAS_CYRILLIC.search(lower):
        lower = lower.translate(_CYRILLIC_KEY)
    else:
        lower = lower.translate(_LATIN_KEY)
        decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", lower.replace("š", "sh").replace("č", "tch")))
        lower = _LATIN.sub(_latin_piece, decomposed.replace("ž", "zh"))
    key = _SEPARATORS.sub(" ", lower).strip()
    for pattern, into in _FOLDS:
        key = pattern.sub(into, key)
    return " ".join(key.split())
