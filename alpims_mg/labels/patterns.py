"""The regular expressions that find amounts, servings, names and lists in the text of a label."""

import re
from collections.abc import Iterable
from functools import cache

from alpims_mg._internal.words import plain
from alpims_mg.rulebook.labels import words as say
from alpims_mg.rulebook.labels.additives import NEGATIONS

_DIGITS = r"(?<![^\s(\[{:=;|\u2022\u00b7/<>~\u2248\u2264\u2265\u00b1+*\u00d7,-])(?<![0-9],)[0-9](?:[0-9.,]*[0-9])?"


def _one_gap(words: str) -> str:
    return words.casefold().replace("-", " ")


def phrases(phrases: Iterable[str]) -> str:
    """A regular expression for any of these phrases, the longest first; a space also matches a hyphen."""
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace("\\ ", "[ -]") for phrase in longest)


_COUNTS = rf"(?<![0-9.,/\u2020-])(?:[0-9]{{1,3}}|{phrases(say.NUMBER_WORDS)})"


_COUNTED = rf"(?:{_COUNTS})(?: ?\([^()\n]{{1,9}}\))? ?(?:{phrases((*say.COUNTED, *say.MEASURED))})(?![a-z0-9])"


_SERVED = rf"(?:{phrases((*say.SERVING, *say.DAILY))})\b(?! size)(?: ?\( ?{_COUNTED} ?\))?"


_ONE = rf"(?:{phrases((*say.COUNTED, *say.MEASURED))})(?![a-z(])"


_IN = rf"(?:(?:(?<![a-z])(?:per|each|every|in) |/ ?)(?:{_COUNTED}|{_ONE}|{_SERVED}))"


_HOLDS = rf"{_COUNTED}(?= (?:{phrases(say.GIVES)})\b)"


_UNITS = rf"(?:{phrases(unit for unit, _ in say.UNITS)})"


@cache
def label_pattern() -> re.Pattern[str]:
    """Matches one token of a label, with its kind as the name of the group."""
    kinds = {
        "Z": rf"(?:{phrases(say.SERVING_SIZE)})\b[ :=-]{{0,3}}(?:{_COUNTED})?",
        "B": rf"{_HOLDS}|{_IN}",
        "A": rf"{_DIGITS} ?{_UNITS}(?![a-z0-9(])",
        "P": r"<? ?[0-9][0-9.,]* ?%",
        "S": rf"\b(?:{phrases(names_pattern()[1])})\b",
        "b": rf"\b(?:{phrases(names_pattern()[2])})\b",
        "M": r"\bmagnesium\b|(?<![0-9] )(?<![0-9])\b(?-i:Mg)\b",
        "E": rf"\b(?:{phrases(say.ELEMENTAL)})\b",
        "Y": rf"\b(?:{phrases(say.YIELDS)})\b",
        "F": rf"\b(?:{phrases(say.AS)})\b",
        "N": rf"\b(?:{phrases(say.NEUTRAL)})(?![a-z0-9])|&",
        "C": r"[()\[\]{}]",
        "D": r"\n|\.(?=\s|$)|[,;|\u2022\u00b7]",
        "O": r"[^\W_]+|\u2020",
    }
    return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items()), re.IGNORECASE)


@cache
def names_pattern() -> tuple[dict[str, say.SaltName], tuple[str, ...], tuple[str, ...]]:
    """The salt names by their words, with the patterns of words before and after."""
    words = {word: row for row in say.SALT_NAMES for word in row.words}
    after = {word: row for row in say.SALT_NAMES for word in row.after}
    return words | after, tuple(words), tuple(after)


@cache
def one_pattern() -> re.Pattern[str]:
    """Matches words that say "of one capsule"."""
    counted = r"(?:caps?|capsules?|vegcaps?|tablets?|tabs?|softgels?|caplets?|pills?|gumm(?:y|ies)|units?|pieces?)"
    one = rf"(?:1|one|an?|per|this|in)\b(?:[ -]+[a-z-]+){{0,3}}?[ -]*[a-z-]*{counted}"
    return re.compile(rf"(?<![a-z])(?:{phrases(say.ONE_OF_THEM)}|{one})(?![a-z])", re.IGNORECASE)


@cache
def references_pattern() -> re.Pattern[str]:
    """Matches words for reference intakes, such as daily value."""
    return re.compile(rf"(?<![a-z])(?:{phrases(say.REFERENCES)})(?![a-z])", re.IGNORECASE)


@cache
def vague_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes an amount no exact one, before it and after it."""
    joins = r"(?:-|to|or|x|\u00d7|\*|\+|/|\u00b1)"
    signs = r"[<>~\u2248\u2264\u2265\u00b1/]"
    before = rf"(?:\b(?:{phrases(say.INEXACT)})|{signs}|[0-9] ?{_UNITS}? ?{joins}|(?<!\w)[0-9.,]+) ?$"
    return re.compile(before, re.IGNORECASE), re.compile(
        rf" ?(?:{joins} ?[0-9]|[/\u2020\u00b1]|per\b|daily\b|a day\b)", re.IGNORECASE
    )


@cache
def basis_pattern() -> re.Pattern[str]:
    """Matches what an amount is counted in: per serving, per capsule."""
    return re.compile(_IN, re.IGNORECASE)


@cache
def each_pattern() -> re.Pattern[str]:
    """Matches "per capsule" and the like."""
    return re.compile(rf"(?:per|each|every|in|/) ?(?:{phrases(say.COUNTED)})(?![a-z])", re.IGNORECASE)


@cache
def serving_pattern() -> re.Pattern[str]:
    """Matches words for a serving."""
    return re.compile(rf"\b(?:{phrases(say.SERVING)})\b(?<!daily serving)(?<!daily portion)", re.IGNORECASE)


@cache
def count_pattern() -> re.Pattern[str]:
    """Matches a number of capsules, tablets or other units."""
    of = phrases((*say.COUNTED, *say.MEASURED))
    return re.compile(rf"(?P<count>{_COUNTS})(?: ?\([^()\n]{{1,9}}\))? ?(?P<of>{of})(?![a-z0-9])", re.IGNORECASE)


@cache
def elsewhere_pattern() -> re.Pattern[str]:
    """Before a name: another metal of one compound, or a word that says that it is not contained."""
    metals = rf"\b(?:{phrases(say.OTHER_METALS)})(?:[ -]|,? and | ?& ?| ?/ ?|, ?)"
    return re.compile(rf"(?:{metals}|\b(?:{phrases(NEGATIONS)}) )$", re.IGNORECASE)


@cache
def lists_pattern() -> re.Pattern[str]:
    """Matches the heading and the items of an ingredient list."""
    heads, ends = phrases(say.INGREDIENT_LISTS), phrases(say.LIST_ENDS)
    opens = rf"(?:^|(?<=\n)|(?<=[.;] ))(?:{heads}) ?(?:: ?\n?|- ?\n?|\n)|\b(?:{phrases(say.REST_LISTS)}) ?: ?\n?"
    items = rf"(?P<items>[^\n]*?(?:(?:,\n|\n(?=[-\u2022\u00b7*] ?\w))(?!(?:{ends})\b)[^\n]*?)*)"
    return re.compile(rf"(?:{opens}){items}(?=\n|$|\.(?:\s|$))", re.IGNORECASE)


@cache
def next_line_pattern() -> re.Pattern[str]:
    """Matches a line break after which a list may go on."""
    return re.compile(rf"\n(?!\n|(?:{phrases(say.LIST_ENDS)})\b)", re.IGNORECASE)


@cache
def lines_pattern() -> re.Pattern[str]:
    """Matches what separates one line of a label from the next."""
    return re.compile(r"\n|\.(?=\s|$)|[;|\u2022\u00b7]")


@cache
def no_content_pattern() -> re.Pattern[str]:
    """Matches a denial of content, such as "contains no magnesium"."""
    denies = rf"\b(?:{phrases(NEGATIONS)})\b"
    holds = rf"\b(?:{phrases(say.SAYS_CONTENT)})\b"
    return re.compile(rf"^(?:{phrases(map(plain, say.DIRECTIONS))})\b(?!.*{holds})|{denies}")


@cache
def panel_pattern() -> re.Pattern[str]:
    """Matches the heading of a panel of nutrients."""
    return re.compile(rf"(?<![a-z])(?:{phrases(say.PANEL)})(?![a-z])", re.IGNORECASE)
