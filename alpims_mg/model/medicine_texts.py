"""Names and codes of medicines as people and spreadsheets write them: how they are cleaned, and which are refused."""

import re
import unicodedata
from typing import Any, Final

from alpims_mg._internal.validation import a_text, short_repr
from alpims_mg.errors import Fault

LONGEST_NAME: Final = 1000
"""The most characters that the name of a medicine may have."""
LONGEST_ABOUT: Final = LONGEST_NAME + 500
"""The most characters of a text that says which medicine, condition or total a finding is about."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES: Final = re.compile(r"[^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ATC: Final = re.compile(r"(?:ATC)?([A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?)?)(?:\.0+)?")
_RXNORM: Final = re.compile(r"(?:RXCUI|RXNORM|RX)?(\d+)(?:\.0+)?", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[\s:#_-]+")

# Formatted by hand, with many words on a line.
# fmt: off
_NO_MEDICINE: Final = frozenset((
    "none", "no", "nil", "nothing", "no medicines", "no medicine", "no medications", "no medication", "no meds",
    "no known medications", "no known medicines", "no current medications", "no current medicines", "none known",
    "none reported", "not taking any", "nil regular", "no regular medications", "no regular medicines",
    "keine", "kein", "keines", "nichts", "keine medikamente", "keine medikation", "keine arzneimittel",
    "keine dauermedikation", "keine bekannt", "aucun", "aucune", "rien", "neant", "aucun medicament",
    "aucun traitement", "pas de medicament", "pas de traitement", "sans traitement", "ninguno", "ninguna", "nada",
    "ningun medicamento", "ninguna medicacion", "sin medicacion", "sin medicamentos", "sin tratamiento",
    "no toma medicacion", "nessuno", "nessuna", "niente", "nessun farmaco", "nessun medicinale", "nessuna terapia",
    "nessuna medicina", "brak", "zadne", "zaden", "nic", "bez lekow", "brak lekow", "nie przyjmuje lekow",
    "geen", "niets", "geen medicijnen", "geen medicatie", "geen geneesmiddelen",
))
_NOT_STATED: Final = frozenset((
    "unknown", "not known", "not stated", "not recorded", "not available", "not asked", "n a", "na", "nan", "null",
    "nk", "unbekannt", "nicht bekannt", "keine angabe", "keine angaben", "k a", "inconnu", "inconnue", "non renseigne",
    "nc", "desconocido", "no consta", "sin datos", "sconosciuto", "non noto", "nie wiadomo", "nieznane", "nieznany",
    "onbekend", "niet bekend",
))
# fmt: on


def clean_name(value: Any) -> Any:
    r"""Convert each run of spaces, also of no-break ones, to one space, and remove signs that nobody sees.

    A line break stays, because it may separate two medicines. What is no text is left for a check to refuse.

    >>> clean_name(" L-Thyroxin\u00a075\u202fµg")
    'L-Thyroxin 75 µg'
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", value)).strip(" ") if isinstance(value, str) else value


def clean_atc(value: Any) -> Any:
    """Convert an ATC code to capital letters without a prefix. Any other value is only cleaned as a name is.

    >>> clean_atc("atc: h03 aa01 ")
    'H03AA01'
    """
    return _clean_code(value, _ATC)


def clean_rxnorm(value: Any) -> Any:
    """Convert an RxNorm code to its digits: no prefix, and no ``.0`` from a spreadsheet.

    >>> clean_rxnorm("RXCUI:10582"), clean_rxnorm("10582.0")
    ('10582', '10582')
    """
    return _clean_code(value, _RXNORM)


def _clean_code(value: Any, pattern: re.Pattern[str]) -> Any:
    text = clean_name(value)
    if not isinstance(text, str) or len(text) > LONGEST_NAME:
        return text
    code = pattern.fullmatch(_SIGNS.sub("", unicodedata.normalize("NFKC", text)).upper())
    return code[1] if code else text


def a_medicine_name(path: str, value: object) -> Fault | None:
    """Check that a value is the name of a medicine, of at most 1,000 characters. None is also valid.

    Words that state that there is no medicine, or state nothing, are no name.

    >>> print(a_medicine_name("name", "no known medications").fix)
    give an empty list of medicines: medicines=[]
    """
    fault = a_text(path, value, example="levothyroxine", most=LONGEST_NAME, optional=True)
    if fault is not None or value is None:
        return fault
    words = _words(str(value))
    if words in _NO_MEDICINE:
        fix = "give an empty list of medicines: medicines=[]"
    elif words in _NOT_STATED:
        fix = "leave the list of medicines out: medicines=None means not stated"
    else:
        return None
    return Fault(path=path, expected="the name of a medicine", actual=short_repr(value), fix=fix)


def _words(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[:_LONGEST_STATEMENT].casefold()).translate({ord("\u0142"): "l"})
    return " ".join(re.findall(r"[a-z0-9]+", "".join(filter(lambda sign: not unicodedata.combining(sign), letters))))


_LONGEST_STATEMENT: Final = 60
"""A longer text names a medicine: no statement above has so many characters."""
