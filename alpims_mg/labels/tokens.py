"""Splits the text of a label into tokens.

The word lists of the rulebook define which words belong to each kind of token.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, final

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import seen
from alpims_mg.labels.patterns import (
    basis_pattern,
    bulk_pattern,
    count_pattern,
    daily_pattern,
    definition_pattern,
    each_pattern,
    elsewhere_pattern,
    folded,
    inexact_patterns,
    label_pattern,
    names_pattern,
    next_size_pattern,
    one_pattern,
    own_basis_pattern,
    panel_pattern,
    phrase_key,
    powder_units_pattern,
    range_pattern,
    references_pattern,
    salt_key,
    serving_pattern,
)
from alpims_mg.model.vocabulary import MagnesiumSalt
from alpims_mg.rulebook.labels import words as label_words

_REPLACED_CATEGORIES = frozenset({"No", "Nl", "Cc", "Cf", "Co", "Cn", "Cs"})
"""Unicode categories, such as raised digits and control characters. A dagger replaces their characters."""

_BLANKS = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(r"(?P<thousands>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?)|(?P<plain>\d+(?:\.\d+)?)|(?P<comma>\d+,\d+)")

_AMBIGUOUS_NUMBER = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""Matches a number with two possible meanings: 2.500 can be 2.5 or 2500."""

_MOST_DIGITS = 24
_PLAIN_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_SENTENCE_END = re.compile(r"\n|\.(?=\s|$)")
_MARGIN = re.compile(r"\+ ?/ ?[-\u2212]|\u00b1")
_MOST_NANOGRAMS = 10**12
_MOST_CHARACTERS = 200
_PIECE_END, _LINE_END = ",", "."
_EXPLAINED = ("M(", "E(", "MA(", "EA(")
_ALSO = frozenset({"and", "&", "und", "et", "y", "i", "en"})
"""Words and signs that, after an amount of magnesium, begin another nutrient."""

_GLUED = re.compile(
    r"(?<=[0-9])(?: ?(?:mg|mcg|\u03bcg|ug|g))(?=[A-Z][a-z]|magnes|elemental)"
    r"|(?:[a-z]{4}|\))(?=[0-9][0-9.,]* ?(?:mg|mcg|g)\b)"
)
"""Matches the end of a word or an amount to which the next one is glued: "400mgMagnesium", "citrate)100 mg"."""

_LEADERS = re.compile(r"(?: ?(?:\. ?){2,}| ?_{2,} ?| -{2,} ?)(?=[<~]?[0-9])")
"""Matches the dots or lines that lead from a name to its amount: "magnesium ... 200 mg"."""

_AMOUNT_BELOW = re.compile(
    r"\n(?=(?:[<~]? ?[0-9][0-9.,]* ?(?:mg|mcg|g)|[<~]? ?[0-9]+ ?% ?(?:DV|NRV|RI)?)[ *\u2020]*(?:\n|$))"
)
"""Matches a line break before an amount or a percentage that is alone on its line."""


@final
class Token(NamedTuple):
    """A word, number or sign of a label, or a phrase that counts as one word.

    ``kind`` is one of these characters:

    - Numbers: ``A`` is an exact amount, ``X`` is an inexact amount, and ``P`` is a percentage.
    - Magnesium: ``S`` is a source such as "magnesium citrate", ``M`` is "magnesium", and ``E`` is "elemental".
    - Links: ``F`` is "as" or "from", and ``Y`` is "providing".
    - Servings: ``B`` is what an amount is stated for ("per capsule"), and ``Z`` is the size of a serving.
    - Signs: ``(`` and ``)`` are brackets, ``,`` ends a piece, and ``.`` ends a line.
    - Other words: ``N`` is a neutral word, and ``O`` is anything else.

    ``nanograms`` is an exact amount, or else zero. ``name`` is what the rulebook knows about a source. ``capsules`` is
    the number of capsules that the words mean, or None. ``refers`` is true for words such as "per serving", which leave
    the size of the serving to another token. ``several`` is true for a size of a serving that is followed by another.
    """

    kind: str
    words: str
    nanograms: int = 0
    name: label_words.SaltName | None = None
    capsules: int | None = None
    refers: bool = False
    several: bool = False


def label_text(text: str) -> str:
    r"""The text of a label in one notation: one kind of blank, dash and line break, and no trade marks.

    Invisible characters inside words are removed. A character that could change the number next to it, such as a
    raised footnote, becomes a dagger.

    >>> label_text("Magnesium\u00a0glycinate\u2122  100\u00b2 mg")
    'Magnesium glycinate 100† mg'
    """
    lines = _BLANKS.sub(" ", spaced_text(text)).split("\n")
    joined = "\n".join(line.strip() for line in lines).replace("\n(", " (").strip()
    return _AMOUNT_BELOW.sub(" ", _LEADERS.sub(" ", _GLUED.sub(lambda hit: f"{hit[0]} ", joined)))


def spaced_text(text: str) -> str:
    """The text of a label as ``label_text`` writes it, but with all its blanks, which may separate columns."""
    characters = map(_plain_character, seen(text).replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFKC", "".join(characters))


def _plain_character(character: str) -> str:
    if character in "\n\t":
        return character
    category = unicodedata.category(character)
    if category in ("Zl", "Zp"):
        return "\n"
    if category in _REPLACED_CATEGORIES:
        return "\u2020"
    if category == "Pd" or character == "\u2212":
        return "-"
    return " " if character in "\u00ae\u2122\u00a9" else character


@remembered
def label_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text that ``label_text`` returned.

    >>> "".join(token.kind for token in label_tokens("Magnesium (as magnesium glycinate) 100 mg"))
    'M(FS)A'
    """
    letters = folded(text)
    hits = label_pattern().finditer(letters)
    tokens = (_token(hit, letters)._replace(words=text[hit.start() : hit.end()]) for hit in hits)
    return tuple(_with_links(_resolve_bare_names(tokens)))


def exact_nanograms(number: str, unit: str) -> int | None:
    """The mass that a number and a unit state, in nanograms.

    None if the number is ambiguous, or if the mass is too large or not a whole number of nanograms.

    >>> exact_nanograms("2,500", "mg"), exact_nanograms("62,5", "mg"), exact_nanograms("2.500", "mg")
    (2500000000, 62500000, None)
    """
    hit = _NUMBER.fullmatch(number) if len(number) <= _MOST_DIGITS else None
    if hit is None or _AMBIGUOUS_NUMBER.fullmatch(number):
        return None
    written = number.replace(",", "") if hit["thousands"] else number.replace(",", ".")
    return exact_nanograms_of(Decimal(written), unit)


def exact_nanograms_of(number: Decimal, unit: str) -> int | None:
    """The mass in nanograms. None if ``unit`` is no unit of mass, or if the result is too large or not whole."""
    if unit not in dict(label_words.UNITS):
        return None
    nanograms = number * dict(label_words.UNITS)[unit]
    return int(nanograms) if nanograms == int(nanograms) and nanograms < _MOST_NANOGRAMS else None


def capsules_in(serving: str) -> int | None:
    """The number of capsules, tablets or measures of a powder in a serving. None if its words state no such number.

    >>> capsules_in("3 Tablet(s)"), capsules_in("1 slow-release tablet"), capsules_in("5 Gram(s)")
    (3, 1, None)
    """
    count = count_pattern().fullmatch(folded(serving))
    return None if count is None else _basis_token("B", folded(serving)).capsules


def source_names(words: str) -> tuple[label_words.SaltName, ...]:
    """The sources of magnesium that the words name. "Citrate" counts too, as it does after "magnesium as"."""
    tokens = label_tokens(f"Magnesium as {label_text(words)}")
    return tuple(token.name for token in tokens if token.kind == "S" and token.name)


def may_mean_one_capsule(words: str) -> bool:
    """Whether words such as "each" or "per vegcap" may mean that an amount is in one capsule."""
    return bool(one_pattern().search(folded(words)))


def mentions_references(words: str) -> bool:
    """Whether the words name a reference intake or a limit. An amount next to such words may not be in the product."""
    return bool(references_pattern().search(folded(words)))


def is_bulk(words: str) -> bool:
    """Whether the words that an amount is stated for mean 100 g, 100 ml or the like, which is no serving."""
    return bool(bulk_pattern().search(folded(words)))


def is_daily(words: str) -> bool:
    """Whether the words that an amount is stated for mean a day, such as "daily dose"."""
    return bool(daily_pattern().search(folded(words)))


def is_definition(words: str) -> bool:
    """Whether the words say how many units a day is, without "per": "Daily dose: 2 tablets"."""
    return bool(definition_pattern().fullmatch(folded(words)))


def states_a_margin(text: str) -> bool:
    """Whether a text states a margin for its amounts, such as +/- 10%."""
    return bool(_MARGIN.search(text))


def has_nutrient_table(text: str) -> bool:
    """Whether a text has a table of nutrients. The amounts in such a table are those of magnesium itself."""
    return bool(panel_pattern().search(folded(text)))


def _token(hit: re.Match[str], text: str) -> Token:
    kind, words = hit.lastgroup or "O", hit[0]
    before = text[max(0, hit.start() - 40) : hit.start()]
    match kind:
        case "A":
            number = words.rstrip("()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\u03bc ")
            unit = words[len(number) :].strip().casefold()
            inexact = _is_inexact(before, text[hit.end() : hit.end() + 80])
            nanograms = None if inexact else exact_nanograms(number, unit)
            return Token(kind="X" if nanograms is None else "A", words=words, nanograms=nanograms or 0)
        case "S" | "b":
            name = names_pattern()[0][salt_key(words)]
            if elsewhere_pattern().search(before) or _is_filler(name):
                return Token(kind="O", words=words)
            return Token(kind=kind, words=words, name=name)
        case "M" if elsewhere_pattern().search(before):
            return Token(kind="O", words=words)
        case "B":
            token = _basis_token(kind, words)
            several = token.capsules and is_daily(words) and _other_sizes(token, text, hit.end())
            return token._replace(capsules=None) if several or range_pattern().search(before) else token
        case "Z":
            token = _basis_token(kind, words)
            rest = _other_sizes(token, text, hit.end())
            return token._replace(words=f"{words}{rest}", capsules=None, several=True) if rest else token
        case "C":
            return Token(kind={"(": "(", "[": "(", "{": "("}.get(words, ")"), words=words)
        case "D":
            return Token(kind=_LINE_END if words[0] in "\n.\u2022\u00b7" else _PIECE_END, words=words)
        case _:
            return Token(kind=kind, words=words)


def _is_filler(name: label_words.SaltName) -> bool:
    return name.salts == (MagnesiumSalt.STEARATE,)


def _resolve_bare_names(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yields the tokens, and turns each bare name (kind ``b``) into a source (``S``) or another word (``O``).

    A bare name is a name such as "citrate" without "magnesium". After "magnesium" or another source, it is a source.
    Directly after "magnesium", both become one token. After an amount of magnesium and a comma, a bare name is that of
    another nutrient: "magnesium 50 mg, chloride 469 mg".
    """
    waiting: Token | None = None  # the word "magnesium", until the next token is known
    after_magnesium, after_amount, depth = False, False, 0
    for token in tokens:
        resolved = token
        if token.kind == "b":
            kind, name = ("S", token.name) if after_magnesium else ("O", None)
            resolved = token._replace(kind=kind, name=name)
            if waiting and kind == "S":
                resolved, waiting = resolved._replace(words=f"{waiting.words} {resolved.words}"), None
        if waiting:
            yield waiting
        waiting = resolved if resolved.kind == "M" else None
        if not waiting:
            yield resolved
        depth = max(0, depth + (resolved.kind == "(") - (resolved.kind == ")"))
        after_amount = resolved.kind in "AX" or (after_amount and resolved.kind not in "MS.")
        is_next = after_amount and not depth and (resolved.kind == "," or resolved.words.casefold() in _ALSO)
        after_magnesium = resolved.kind in "MS" or (after_magnesium and resolved.kind not in "O." and not is_next)
    if waiting:
        yield waiting


def _with_links(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yields the tokens, with an "as" in each bracket that explains "magnesium": "magnesium (magnesium citrate)"."""
    before = ""  # the kinds of the last three tokens
    for token in tokens:
        if token.kind == "S" and before.endswith(_EXPLAINED):
            yield Token(kind="F", words="")
        yield token
        before = f"{before[-2:]}{token.kind}"


def _is_inexact(before: str, after: str) -> bool:
    return bool(
        inexact_patterns()[0].search(before)
        or (inexact_patterns()[1].match(after) and not basis_pattern().match(after.lstrip()))
    )


def _other_sizes(token: Token, text: str, end: int) -> str:
    """The rest of the line of a serving size, if it states another size: " or 3 capsules". Empty if it states none."""
    after = text[end : end + _MOST_CHARACTERS]
    rest = _SENTENCE_END.split(after, maxsplit=1)[0]
    following = after[len(rest) + 1 :].split("\n", maxsplit=1)[0]
    sizes = counts_in(own_basis_pattern().sub(" ", rest), beside=token.words)
    if next_size_pattern().match(following):
        sizes |= counts_in(following)
    return f"{rest} {following}".rstrip() if len(sizes | ({token.capsules} - {None})) > 1 else ""


def counts_in(words: str, beside: str = "") -> set[int]:
    """The numbers of capsules, tablets or measures of a powder in some words.

    A number of another unit in brackets, such as "(2 tablets)" after "1 sachet", describes the unit before it. The unit
    before the words is in ``beside``.

    >>> counts_in("1 capsule for ages 4+, 2 capsules for adults, 5 g")
    {1, 2}
    """
    is_powder = bool(powder_units_pattern().search(beside))
    found = set[int]()
    for hit in count_pattern().finditer(folded(words)):
        number = _basis_token("B", hit[0]).capsules
        in_brackets = words[: hit.start()].rstrip().endswith("(")
        describes = beside and in_brackets and (is_powder or powder_units_pattern().search(hit[0]))
        if number is not None and not describes:
            found.add(number)
    return found


def percentages_in(tokens: Iterable[Token]) -> tuple[Fraction, ...]:
    """The numbers of the percentages among some tokens. One that is not exact, such as "<2%", is left out.

    >>> percentages_in(label_tokens("24 %, 12,5% and <2%"))
    (Fraction(24, 1), Fraction(25, 2))
    """
    written = (token.words.strip("% ").replace(",", ".") for token in tokens if token.kind == "P")
    return tuple(Fraction(number) for number in written if _PLAIN_NUMBER.fullmatch(number))


def _basis_token(kind: str, words: str) -> Token:
    """A token for a serving size (``kind`` is ``Z``) or for what an amount is stated for (``kind`` is ``B``)."""
    counts = tuple(count_pattern().finditer(words))
    count = counts[-1] if counts else None  # the last: "5 g (1 scoop)" is one scoop
    if count is None:
        each = each_pattern().search(words)
        refers = kind == "B" and bool(serving_pattern().search(words)) and not (each or is_daily(words))
        return Token(kind=kind, words=words, capsules=1 if each else None, refers=refers)
    number = count["count"].casefold()
    capsules = dict(label_words.NUMBERS).get(number) or int(number)
    counted = phrase_key(count["of"]) in (*label_words.COUNTED, *label_words.POWDER_UNITS) and capsules > 0
    return Token(kind=kind, words=words, capsules=capsules if counted else None)
