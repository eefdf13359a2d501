"""Builds the regular expressions that find amounts, servings, names and lists in the text of a label.

The expressions use the word lists of the rulebook. Each function builds its expressions once, at the first call.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import final

from alpims_mg._internal.words import any_of, plain
from alpims_mg.rulebook.labels import words as label_words
from alpims_mg.rulebook.labels.amounts import TABLET_WORDS
from alpims_mg.rulebook.labels.denials import NEGATIONS


@final
class _PlainLetters(dict[int, int | str]):
    """A translation table from each Latin letter to the same letter without its accent. Its length stays the same."""

    def __missing__(self, letter: int) -> int | str:
        base = unicodedata.normalize("NFD", chr(letter))[0]
        self[letter] = {"\u0142": "l", "\u0141": "L"}.get(chr(letter), base if base.isascii() else letter)
        return self[letter]


_LETTERS = _PlainLetters()
_DIGITS = r"(?<![^\s(\[{:=;|\u2022\u00b7/<>~\u2248\u2264\u2265\u00b1+*\u00d7,-])(?<![0-9.,],)[0-9](?:[0-9.,]*[0-9])?"


def folded(text: str) -> str:
    """The text without accents, in the same length, so that a position in it is one in the text.

    >>> folded("2 gélules, kapsułki")
    '2 gelules, kapsulki'
    """
    return text.translate(_LETTERS)


def phrase_key(words: str) -> str:
    """The words in lower case, with spaces instead of hyphens, to look them up in the word lists of the rulebook."""
    return folded(words).casefold().replace("-", " ")


def salt_key(words: str) -> str:
    """The words without spaces, to look up the name of a salt: "Magnesiumcitrate" is "magnesium citrate"."""
    return phrase_key(words).replace(" ", "")


def phrases(alternatives: Iterable[str]) -> str:
    """The source of a regular expression for any of these phrases, longest first. A space also matches a hyphen.

    For speed, phrases with the same first letters are grouped.

    >>> phrases(("per day", "per", "pro"))
    'pe(?:r[ -]day|r)|pr(?:o)'
    """
    longest = sorted(set(alternatives), key=lambda phrase: (-len(phrase), phrase))
    endings: dict[str, list[str]] = {}
    for phrase in longest:
        start = phrase[: 2 if phrase[:2].isalnum() else 1]
        endings.setdefault(start, []).append(re.escape(phrase[len(start) :]).replace("\\ ", "[ -]"))
    starts = sorted(endings, key=lambda start: (-len(start), start))
    return "|".join(f"{re.escape(start)}(?:{'|'.join(endings[start])})" for start in starts)


def _glued(names: Iterable[str]) -> str:
    """The source of a regular expression for any of these names. "Magnesium" may be glued to the next word."""
    return phrases(names).replace("gnesium[ -]", "gnesium[ -]?")


_COUNTS = rf"(?<![0-9.,/\u2020-])(?:[0-9]{{1,3}}|(?<![^\W_])(?:{phrases(word for word, _ in label_words.NUMBERS)}))"


_HOURS = r"(?<![0-9.,/])[0-9]{1,2}[ -]?(?:hours?|hrs?|h)(?:[ -]releas(?:e|ing))?"


_DESCRIBED = rf"(?:(?:{phrases(label_words.DESCRIBING)}|{_HOURS}),?[ -]){{0,4}}".replace("[ -]", r"[\s-]")
"""The words between a number and what it counts. A line may break between them."""


_ONE_UNIT = phrases((*label_words.COUNTED, *label_words.POWDER_UNITS))


_ANY_UNIT = rf"(?:{phrases((*label_words.COUNTED, *label_words.POWDER_UNITS, *label_words.MEASURED))})"


_NUMBER_OF = rf"(?P<count>{_COUNTS})(?: ?\([^()\n]{{1,9}}\))?\s?{_DESCRIBED}(?P<of>{_ANY_UNIT})(?![a-z0-9])"


_COUNTED = _NUMBER_OF.replace("?P<count>", "?:").replace("?P<of>", "?:")


_WEIGHED = r"[0-9]+(?:[.,][0-9]+)? ?(?:g|grams?) ?\( ?"
"""The mass of a measure: "5 g (1 scoop)"."""


_THAT_MANY = rf"(?:(?: of| ?[(=:,])? ?{_COUNTED}(?: ?\))?)"
"""The number of units of a serving, after its name: "(3 tablets)", "of 3 tablets", ": 3 tablets"."""


_SERVED = rf"(?:{phrases((*label_words.SERVING, *label_words.DAILY))})\b(?! size){_THAT_MANY}?"


_A_DAY = rf"(?: (?:{phrases(label_words.A_DAY)})| ?\((?:{phrases(label_words.DAILY)})\))?"


_LINE_START = r"(?:^|(?<=\n)|(?<=[.;:|(\[] ))"


_DAILY_AMOUNT = rf"(?:(?:the|a|one|your) )?(?:{phrases(label_words.DAILY_AMOUNTS)})\b(?! size){_THAT_MANY}?"


_ONE = rf"{_DESCRIBED}{_ANY_UNIT}(?![a-z(])"


_IN_WORDS = rf"(?:(?<![a-z])(?:{phrases(label_words.PER)}) (?:{_COUNTED}|{_ONE}|{_SERVED}))"


_IN = rf"(?:{_IN_WORDS}|/ ?(?:{_COUNTED}|{_ONE}|{_SERVED}))"


_HOLDS = rf"{_COUNTED}{_A_DAY}(?= (?:{phrases(label_words.GIVES)})\b)"


_HEADS = rf"{_LINE_START}(?:{_DAILY_AMOUNT}|{_COUNTED}{_A_DAY}(?= ?:))"
"""What the lines below are stated for, without "per": "Daily dose (3 tablets)", "3 tablets:"."""


_UNITS = rf"(?:{phrases(unit for unit, _ in label_words.UNITS)})"


_AMOUNT = rf"{_DIGITS} ?{_UNITS}(?![a-z0-9(])"
_PERCENTAGE = r"<? ?(?<![0-9.,])[0-9][0-9.,]* ?%"


@cache
def amount_pattern() -> re.Pattern[str]:
    """A pattern for an amount: a number with a unit of mass."""
    return re.compile(_AMOUNT, re.IGNORECASE)


@cache
def percentage_pattern() -> re.Pattern[str]:
    """A pattern for a percentage."""
    return re.compile(_PERCENTAGE)


@cache
def size_heading_pattern() -> re.Pattern[str]:
    """A pattern for the words before a serving size, with nothing after them: "Serving size:"."""
    return re.compile(rf"(?:{phrases(label_words.SERVING_SIZE)})[ :=-]{{0,3}}", re.IGNORECASE)


@cache
def directions_pattern() -> re.Pattern[str]:
    """A pattern for the start of a line on how to use or store the product, as ``plain`` writes it."""
    return re.compile(rf"(?:{phrases(map(plain, label_words.DIRECTIONS))})\b")


@cache
def bulk_pattern() -> re.Pattern[str]:
    """A pattern for an amount of the product that is no serving: "100 g", "100 ml", "kg"."""
    return re.compile(rf"(?<![0-9.,])(?:{phrases(label_words.BULK)})(?![a-z0-9])", re.IGNORECASE)


@cache
def daily_pattern() -> re.Pattern[str]:
    """A pattern for words that mean a whole day: "daily dose", "per day"."""
    return re.compile(rf"\b(?:{phrases((*label_words.DAILY, *label_words.DAILY_AMOUNTS))})\b", re.IGNORECASE)


@cache
def heading_pattern() -> re.Pattern[str]:
    """A pattern for any unit or serving that the heading of a column may name."""
    units = (*label_words.COUNTED, *label_words.POWDER_UNITS, *label_words.MEASURED)
    return re.compile(phrases((*units, *label_words.SERVING, *label_words.DAILY)), re.IGNORECASE)


@cache
def definition_pattern() -> re.Pattern[str]:
    """A pattern for words that say how many units a day is: "Daily dose: 2 tablets"."""
    return re.compile(rf"(?:{phrases(label_words.DAILY_AMOUNTS)}) ?[:=,]? ?{_COUNTED}", re.IGNORECASE)


@cache
def own_basis_pattern() -> re.Pattern[str]:
    """A pattern for words after a serving size that state something else than a second size."""
    words = rf"{_HOLDS}|{_IN_WORDS}|{_COUNTED}(?= (?:{phrases(label_words.IN_A_PACK)})\b)"
    return re.compile(words, re.IGNORECASE)


@cache
def range_pattern() -> re.Pattern[str]:
    """A pattern for the end of the text before the second of two numbers: "1 or", "one capsule to"."""
    return re.compile(rf"(?:{_COUNTS})(?:[ -][a-z()-]+){{0,3}} ?(?:or|to|and|-|/|,) ?$", re.IGNORECASE)


@cache
def next_size_pattern() -> re.Pattern[str]:
    """A pattern for the start of a line that states a serving size for other people: "2 capsules for adults"."""
    people = phrases(label_words.FOR_WHOM)
    return re.compile(rf"(?:{_COUNTED}[ (:-]{{1,3}}(?:{people})|(?:{people})\b[^\n]{{0,40}}?{_COUNTED})", re.IGNORECASE)


@cache
def other_people_pattern() -> re.Pattern[str]:
    """A pattern for people whose daily value is not that of adults, such as "children 1 to 3 years"."""
    return re.compile(rf"\b(?:{phrases(label_words.OTHER_DAILY_VALUES)})\b", re.IGNORECASE)


@cache
def label_pattern() -> re.Pattern[str]:
    """A pattern that matches one token (a word, number or sign) of a label. It has one named group for each kind.

    The name of the group that matched is a letter for the kind of the token, such as ``A`` for an amount.
    """
    kinds = {
        "Z": rf"(?:{phrases(label_words.SERVING_SIZE)})\b[\s:=-]{{0,3}}(?:{_WEIGHED}{_COUNTED} ?\)|{_COUNTED})?",
        "B": rf"{_HOLDS}|{_HEADS}|{_IN}",
        "A": _AMOUNT,
        "P": _PERCENTAGE,
        "S": rf"\b(?:{_glued(names_pattern()[1])})\b",
        "b": rf"\b(?:{phrases(names_pattern()[2])})\b",
        "M": rf"\b(?:{phrases(label_words.MAGNESIUM)})\b|(?<![0-9] )(?<![0-9])\b(?-i:Mg)\b",
        "E": rf"\b(?:{phrases(label_words.ELEMENTAL)})\b",
        "Y": rf"\b(?:{phrases(label_words.YIELDS)})\b",
        "F": rf"\b(?:{phrases(label_words.AS)})\b",
        "N": rf"\b(?:{phrases(label_words.NEUTRAL)})(?![a-z0-9])|&",
        "C": r"[()\[\]{}]",
        "D": r"\n|\.(?=\s|$)|[,;|\u2022\u00b7]",
        "O": r"[^\W_]+|\u2020",
    }
    return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items()), re.IGNORECASE)


@cache
def names_pattern() -> tuple[dict[str, label_words.SaltName], tuple[str, ...], tuple[str, ...]]:
    """The names of salts for which patterns are built. This is not a pattern, but a tuple of three.

    The items are: a mapping from each name to its ``SaltName`` (a row of the word list), a tuple of the names that are
    complete, and a tuple of the names that count only after "magnesium" or after the name of another salt.
    """
    words = {word: row for row in label_words.SALT_NAMES for word in row.words}
    after = {word: row for row in label_words.SALT_NAMES for word in row.after}
    rows = {salt_key(word): row for word, row in (*after.items(), *words.items())}
    return rows, tuple(words), tuple(after)


@cache
def one_pattern() -> re.Pattern[str]:
    """A pattern for words that may mean one single capsule or tablet, such as "a vegan capsule" or "each"."""
    counted = phrases((*label_words.COUNTED, *label_words.POWDER_UNITS, "teaspoon", "teaspoons"))
    counted = rf"(?:caps?|tabs?|units?|pieces?|{counted})"
    one_words = phrases((*(word for word, number in label_words.NUMBERS if number == 1), *label_words.PER))
    word = r"[a-z]{1,30}"  # bounded, so that a long word costs no more than a short one
    words = rf"(?: +{word}(?:-{word}){{0,3}}){{0,3}}?[ -]*(?:{word}-){{0,3}}[a-z]{{0,30}}"
    one = rf"(?:1|an?|this|{one_words})\b{words}{counted}"
    return re.compile(rf"(?<![a-z])(?:{phrases(label_words.ONE_OF_THEM)}|{one})(?![a-z])", re.IGNORECASE)


@cache
def references_pattern() -> re.Pattern[str]:
    """A pattern for words that name a reference intake or a limit, such as "daily value"."""
    return re.compile(rf"(?<![a-z])(?:{phrases(label_words.REFERENCES)})(?![a-z])", re.IGNORECASE)


@cache
def inexact_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pair of patterns for words that make an amount inexact, such as "about".

    The first matches such words at the end of the text before an amount. The second matches the text after it.
    """
    joins = r"(?:-|to|or|x|\u00d7|\*|\+|/|\u00b1)"
    signs = r"[<>~\u2248\u2264\u2265\u00b1/]"
    before = rf"(?:\b(?:{phrases(label_words.INEXACT)})|{signs}|[0-9] ?{_UNITS}? ?{joins}|(?<!\w)[0-9.,]+) ?$"
    return re.compile(before, re.IGNORECASE), re.compile(
        rf" ?(?:{joins} ?[0-9]|[/\u2020\u00b1]|per\b|daily\b|a day\b)", re.IGNORECASE
    )


@cache
def basis_pattern() -> re.Pattern[str]:
    """A pattern for words that say how much of the product an amount is for: "per serving", "in 2 capsules"."""
    return re.compile(_IN, re.IGNORECASE)


@cache
def each_pattern() -> re.Pattern[str]:
    """A pattern for words that mean one capsule or tablet: "per capsule", "each tablet"."""
    return re.compile(rf"(?:{phrases(label_words.PER)}|/) ?{_DESCRIBED}(?:{_ONE_UNIT})(?![a-z])", re.IGNORECASE)


@cache
def serving_pattern() -> re.Pattern[str]:
    """A pattern for words that mean a serving, such as "portion"."""
    return re.compile(rf"\b(?:{phrases(label_words.SERVING)})\b", re.IGNORECASE)


@cache
def count_pattern() -> re.Pattern[str]:
    """A pattern for a number of capsules, tablets or other units. Its groups are ``count`` and ``of``, the unit."""
    return re.compile(_NUMBER_OF, re.IGNORECASE)


@cache
def powder_units_pattern() -> re.Pattern[str]:
    """A pattern for a measure of a powder, such as "scoop"."""
    return re.compile(rf"(?<![a-z])(?:{phrases(label_words.POWDER_UNITS)})(?![a-z])", re.IGNORECASE)


@cache
def tablet_words_pattern() -> re.Pattern[str]:
    """A pattern for the words of a unit that is a tablet, such as "caplet"."""
    return re.compile(rf"(?<![a-z])(?:{any_of(TABLET_WORDS)})", re.IGNORECASE)


@cache
def elsewhere_pattern() -> re.Pattern[str]:
    """A pattern for the end of the text before the name of a salt: another metal ("zinc and") or a denial ("no").

    After a match, the name is not that of a source of magnesium.
    """
    metals = rf"\b(?:{phrases(label_words.OTHER_METALS)})(?:[ -]|,? and | ?& ?| ?/ ?|, ?)"
    return re.compile(rf"(?:{metals}|\b(?:{phrases(NEGATIONS)}) )$", re.IGNORECASE)


@cache
def panel_pattern() -> re.Pattern[str]:
    """A pattern for words that show a table of nutrients, such as "supplement facts"."""
    return re.compile(rf"(?<![a-z])(?:{phrases(label_words.PANEL)})(?![a-z])", re.IGNORECASE)
