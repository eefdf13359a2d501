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
_ATC: Final = re.compile(r"(?:WHO)?(?:ATC)?(?:CODE)?([A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?)?)(?:[.,]0*)?")
_RXNORM: Final = re.compile(r"(?:RX)?(?:NORM)?(?:CUI|ID|CODE)?(\d+)(?:[.,]0*)?")
_BLANK: Final = re.compile(r"[\s./_\u2010-\u2015-]+")
_SIGNS: Final = re.compile(r"[\s:#_=()\[\]-]+")

# Formatted by hand, with many words on a line.
# fmt: off
_NONE: Final = frozenset((
    "no", "none", "nil", "nothing", "nihil", "denies", "without", "keine", "kein", "keinen", "keines", "keinerlei",
    "nichts", "ohne", "aucun", "aucune", "rien", "neant", "sans", "ninguno", "ninguna", "ningun", "nada", "sin",
    "nessuno", "nessuna", "nessun", "niente", "senza", "brak", "zadne", "zaden", "zadna", "zadnych", "zadnego", "nic",
    "bez", "geen", "niets", "zonder",
))
"""Words that state that there is no medicine, if only ``_NOUNS`` and ``_AROUND`` stand beside them."""
_NOT: Final = frozenset(("not", "nie", "pas", "non", "nicht", "niet", "t"))
"""Words that state so only together with one of ``_NOUNS``: "not taking any medicines"."""
_NOUNS: Final = frozenset((
    "any", "anything", "medicine", "medicines", "medication", "medications", "med", "meds", "drug", "drugs",
    "medikamente", "medikament", "medikation", "arzneimittel", "arznei", "dauermedikation", "medicament", "medicaments",
    "traitement", "traitements", "medicamento", "medicamentos", "medicacion", "tratamiento", "farmaco", "farmaci",
    "medicinale", "medicinali", "medicina", "terapia", "terapie", "lek", "leki", "lekow", "lekarstw", "medicijn",
    "medicijnen", "medicatie", "geneesmiddelen", "geneesmiddel",
))
_AROUND: Final = frozenset((
    "i", "am", "is", "known", "current", "currently", "regular", "regularly", "at", "all", "present", "the", "moment",
    "now", "today", "reported", "on", "take", "takes", "taken", "taking", "use", "uses", "using", "patient", "does",
    "doesn", "do", "don", "ich", "nehme", "nimmt", "ein", "bekannt", "bekannten", "regelmassig", "zurzeit", "aktuell",
    "derzeit", "je", "ne", "n", "prend", "prends", "de", "en", "cours", "connu", "connue", "connus", "actuel",
    "actuellement", "toma", "tomo", "conocido", "conocida", "conocidos", "actual", "actualmente", "noto", "nota",
    "noti", "assume", "assumo", "prende", "prendo", "in", "corso", "attualmente", "biore", "bierze", "przyjmuje",
    "znanych", "stosuje", "obecnie", "bekend", "bekende", "gebruikt", "gebruik", "neemt", "neem", "ik", "momenteel",
))
_NOT_STATED: Final = frozenset((
    "unknown", "not known", "not stated", "not recorded", "not available", "not asked", "n a", "na", "nan", "null",
    "nk", "unbekannt", "nicht bekannt", "keine angabe", "keine angaben", "k a", "inconnu", "inconnue", "non renseigne",
    "nc", "desconocido", "no consta", "sin datos", "sconosciuto", "non noto", "nie wiadomo", "nieznane", "nieznany",
    "onbekend", "niet bekend", "not reported", "not applicable", "not taken", "tbc", "tbd",
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
    if words in _NOT_STATED or _BLANK.fullmatch(str(value)):
        fix = "leave the list out, as medicines=None means not stated, or give medicines=[] if there is no medicine"
    elif _states_none(frozenset(words.split())):
        fix = "give an empty list of medicines: medicines=[]"
    else:
        return None
    return Fault(path=path, expected="the name of a medicine", actual=short_repr(value), fix=fix)


def _states_none(words: frozenset[str]) -> bool:
    """Whether these are the words of a text such as "not on any medication", which names nothing."""
    is_denied = bool(words & _NONE or (words & _NOT and words & _NOUNS))
    return is_denied and words <= _NONE | _NOT | _NOUNS | _AROUND


def _words(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[:_LONGEST_STATEMENT].casefold()).translate({ord("\u0142"): "l"})
    return " ".join(re.findall(r"[a-z0-9]+", "".join(filter(lambda sign: not unicodedata.combining(sign), letters))))


_LONGEST_STATEMENT: Final = 100
"""A longer text names a medicine: no statement above has so many characters."""
