"""The words in the cells of a register: what states nothing, what states that there is none, and the units it uses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NONE_WORD: Final = "none"
"""In a list, this word states that there is none. An empty list states the same. No other word does."""

# Formatted by hand, with many words on a line.
# fmt: off
NOTHING_STATED: Final[frozenset[str]] = frozenset({
    "", "-", "--", "---", "\u2013", "\u2014", ".", "?", "/",
    "na", "n/a", "n.a.", "n.a", "#n/a", "nan", "<na>", "nat", "null", "missing",
    "unknown", "unk", "not known", "not stated", "not recorded", "not reported", "not available", "not asked",
})
"""Texts that state nothing, in lower case and without the spaces around them: like a null, they leave a fact open."""

YES_WORDS: Final = frozenset({"true", "t", "yes", "y", "1"})
NO_WORDS: Final = frozenset({"false", "f", "no", "n", "0"})
"""Texts in a column COLUMN.WORD that state that a word holds for a person, or that it does not. In lower case."""

YEARS: Final = "years"
MILLIGRAMS: Final = "mg"
MILLIGRAMS_A_DAY: Final = "mg/day"
DAYS: Final = "days"
PARTS: Final = "parts"
ML_MIN_SCALED: Final = "ml/min/1.73 m2"

_MILLIGRAMS: Final = ("mg", "milligram", "milligrams")
UNIT_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    YEARS: frozenset({"years", "year", "yrs", "yr", "y", "years old", "year old", "yo", "y/o", "y.o."}),
    MILLIGRAMS: frozenset(_MILLIGRAMS),
    MILLIGRAMS_A_DAY: frozenset({
        *_MILLIGRAMS, "mg/day", "mg/d", "mg per day", "mg a day", "mg daily", "milligrams a day", "milligrams per day",
    }),
    DAYS: frozenset({"days", "day", "d"}),
    PARTS: frozenset({"parts", "part"}),
    ML_MIN_SCALED: frozenset({
        "ml/min", "ml/min/1.73 m2", "ml/min/1,73 m2", "ml/min/1.73 m\u00b2", "ml/min/1,73 m\u00b2",
        "ml/min/1.73 m^2", "ml/min/1,73 m^2", "ml/min per 1.73 m2", "ml/min per 1.73 m\u00b2",
        "ml/min/1.73 sq m", "ml/min/1.73", "ml/min/{1.73_m2}",
    }),
})
"""The spellings of each unit after a number, in lower case. Spaces do not matter. A number with any other word after
it, such as the name of another unit, cannot be read."""

AT_LEAST_SIGNS: Final = (">=", "=>", "\u2265", ">")
AT_MOST_SIGNS: Final = ("<=", "=<", "\u2264", "<")
RANGE_SIGNS: Final = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "to")
# fmt: on
"""The signs of ranges such as ">90", "<15", "60-89" and "60 to 89"."""
