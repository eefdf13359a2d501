"""What the words of a label are: a text becomes tokens, one kind of token to each list of the rulebook's words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import final

import attrs

from alpims_mg._internal.words import plain, seen
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.labels.patterns import (
    _one_gap,
    basis_pattern,
    count_pattern,
    each_pattern,
    elsewhere_pattern,
    label_pattern,
    lines_pattern,
    lists_pattern,
    names_pattern,
    next_line_pattern,
    no_content_pattern,
    one_pattern,
    panel_pattern,
    references_pattern,
    serving_pattern,
    vague_pattern,
)
from alpims_mg.model.vocabulary import Additive, MagnesiumSalt
from alpims_mg.rulebook.labels import words as say
from alpims_mg.rulebook.labels.additives import NOT_A_LABEL

_LEAVES_A_GAP = frozenset({"No", "Nl", "Cc", "Cf", "Co", "Cn", "Cs"})


_BLANK = re.compile(r"[^\S\n]+")


_NUMBER = re.compile(r"(?P<thousands>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?)|(?P<plain>\d+(?:\.\d+)?)|(?P<comma>\d+,\d+)")


_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")


_MOST_DIGITS = 24


_MARGIN = re.compile(r"\+ ?/ ?[-\u2212]|\u00b1")


_MOST_NANOGRAMS = 10**15


_PIECE, _LINE = ",", "."


@final
@attrs.frozen(kw_only=True)
class Token:
    """One thing that a label says, by its kind: ``A`` an exact amount, ``X`` another amount, ``S`` a source of
    magnesium, ``M`` magnesium, ``E`` elemental, ``F`` as or from, ``Y`` providing, ``P`` per cent, ``B`` what an amount
    is in, ``Z`` the size of a serving, ``N`` a word that changes nothing, ``(`` and ``)``, ``,`` and ``.`` where pieces
    and lines end, and ``O`` anything else.

    ``capsules`` is how many capsules are meant; ``refers`` to a serving whose size stands elsewhere.
    """

    kind: str
    words: str
    nanograms: int = 0
    name: say.SaltName | None = None
    capsules: int | None = None
    refers: bool = False


def label_text(text: str) -> str:
    r"""The text with one sign for each thing: compatibility forms folded, blanks and dashes made one, marks taken out
    and what nobody sees inside a word.

    A sign that could make another number of the digits beside it, such as a raised footnote, becomes a dagger.

    >>> label_text("Magnesium\u00a0glycinate\u2122 100\u00b2 mg")
    'Magnesium glycinate 100† mg'
    """
    kept = (_sign(sign) for sign in seen(text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = _BLANK.sub(" ", unicodedata.normalize("NFKC", "".join(kept))).split("\n")
    return "\n".join(line.strip() for line in lines).replace("\n(", " (").strip()


def _sign(sign: str) -> str:
    if sign in "\n\t":
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Zl", "Zp"):
        return "\n"
    if kind in _LEAVES_A_GAP:
        return "\u2020"
    if kind == "Pd" or sign == "\u2212":
        return "-"
    return " " if sign in "\u00ae\u2122\u00a9" else sign


def label_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text that ``label_text`` has made.

    >>> "".join(token.kind for token in label_tokens("Magnesium (as magnesium glycinate) 100 mg"))
    'M(FS)A'
    """
    return tuple(_after_magnesium(_token(hit, text) for hit in label_pattern().finditer(text)))


def exact_nanograms(number: str, unit: str) -> int | None:
    """What a written number of a unit comes to; None where the number can be read in two ways, or is not exact.

    >>> exact_nanograms("2,500", "mg"), exact_nanograms("62,5", "mg"), exact_nanograms("2.500", "mg")
    (2500000000, 62500000, None)
    """
    hit = _NUMBER.fullmatch(number) if len(number) <= _MOST_DIGITS else None
    if hit is None or _EITHER.fullmatch(number):
        return None
    written = number.replace(",", "") if hit["thousands"] else number.replace(",", ".")
    return exact_nanograms_of(Decimal(written), unit)


def exact_nanograms_of(number: Decimal, unit: str) -> int | None:
    """What a number of a unit of mass comes to; None where that is no exact mass."""
    if unit not in dict(say.UNITS):
        return None
    amount = number * dict(say.UNITS)[unit]
    return int(amount) if amount == int(amount) and amount < _MOST_NANOGRAMS else None


def capsules_in(serving: str) -> int | None:
    """How many capsules or tablets a serving is, by its words.

    >>> capsules_in("3 Tablet(s)"), capsules_in("1 scoop")
    (3, None)
    """
    count = count_pattern().fullmatch(serving)
    return None if count is None else _basis("B", serving).capsules


def source_names(words: str) -> tuple[say.SaltName, ...]:
    """The sources of magnesium that words after "magnesium" name."""
    found = label_tokens(f"Magnesium as {label_text(words)}")
    return tuple(token.name for token in found if token.kind == "S" and token.name)


def listed_ingredients(text: str) -> tuple[tuple[str, ...] | None, str]:
    """The ingredients that lists in a text name, or None where it has none, and the text without those lists.

    A list that stands below its heading and may go on in lines of its own ends in the words for what is not stated.
    """
    lists = tuple(lists_pattern().finditer(text))
    items = tuple(item for hit in lists for item in ingredients_in(hit["items"]))
    kept = tuple(item for item in items if plain(item) not in say.NO_INGREDIENTS)
    open_end = NOT_A_LABEL[1:2] if any(_may_go_on(hit) for hit in lists) else ()
    return ((*kept, *open_end) if items else None), lists_pattern().sub("\n", text)


def _may_go_on(hit: re.Match[str]) -> bool:
    """One item alone in the line below its heading, and another line below that which ends no list."""
    items, heading = hit["items"], hit[0][: hit.start("items") - hit.start()]
    alone = heading.endswith("\n") and items.strip() and not any(sign in items for sign in ",;\n")
    return bool(alone) and bool(next_line_pattern().match(hit.string, hit.end()))


def ingredients_in(items: str) -> Iterator[str]:
    """The items of a list, parted at commas, semicolons and ends of lines outside brackets; an item too long is parted
    at blanks.
    """
    depth, item = 0, ""
    for sign in f"{items},":
        depth = max(0, depth + (sign in "([{") - (sign in ")]}"))
        if sign in ",;\n" and not depth:
            yield from _short(item.strip(" .-\u2022*"))
            item = ""
        else:
            item += sign
    yield from _short(item.removesuffix(",").strip(" .-\u2022*"))


def _short(item: str) -> Iterator[str]:
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in item).split())
    while len(words) > _LONGEST:
        cut = words.rfind(" ", 1, _LONGEST) if " " in words[1:_LONGEST] else _LONGEST
        yield words[:cut]
        words = words[cut:].strip()
    if words:
        yield words


_LONGEST = 200


def additives_beside(text: str, always: frozenset[Additive]) -> Iterator[str]:
    """The lines of a text, outside its lists, that name one of these additives and neither deny nor direct."""
    for line in lines_pattern().split(text):
        bare = plain(line)
        if additives_in((line,)) & always and not no_content_pattern().search(bare):
            yield from _short(line.strip(" .-\u2022*"))


def may_be_of_one(words: str) -> bool:
    """Whether words may mean one capsule, in a way that is not known here: "a capsule", "each", "per vegcap"."""
    return bool(one_pattern().search(words))


def speaks_of_references(words: str) -> bool:
    """Whether an amount among these words may be a reference or a limit, and none of the product's."""
    return bool(references_pattern().search(words))


def gives_a_margin(text: str) -> bool:
    """Whether a text says by how much its amounts may be off."""
    return bool(_MARGIN.search(text))


def speaks_of_nutrients(text: str) -> bool:
    """Whether the text is, or holds, a table of nutrients, whose amounts are those of the element."""
    return bool(panel_pattern().search(text))


def _token(hit: re.Match[str], text: str) -> Token:
    kind, words = hit.lastgroup or "O", hit[0]
    before = text[max(0, hit.start() - 40) : hit.start()]
    match kind:
        case "A":
            number = words.rstrip("()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\u03bc ")
            unit = words[len(number) :].strip().casefold()
            vague = _vague(before, text[hit.end() : hit.end() + 80])
            nanograms = None if vague else exact_nanograms(number, unit)
            return Token(kind="X" if nanograms is None else "A", words=words, nanograms=nanograms or 0)
        case "S" | "b":
            name = names_pattern()[0][_one_gap(words)]
            if elsewhere_pattern().search(before) or _is_filler(name):
                return Token(kind="O", words=words)
            return Token(kind=kind, words=words, name=name)
        case "M" if elsewhere_pattern().search(before):
            return Token(kind="O", words=words)
        case "B" | "Z":
            return _basis(kind, words)
        case "C":
            return Token(kind={"(": "(", "[": "(", "{": "("}.get(words, ")"), words=words)
        case "D":
            return Token(kind=_LINE if words[0] in "\n.\u2022\u00b7" else _PIECE, words=words)
        case _:
            return Token(kind=kind, words=words)


def _is_filler(name: say.SaltName) -> bool:
    return name.salts == (MagnesiumSalt.STEARATE,)


def _after_magnesium(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, each name that needs the word magnesium before it made a source or a word like any other."""
    held: Token | None = None
    magnesium = False
    for token in tokens:
        one = token
        if token.kind == "b":
            one = attrs.evolve(token, kind="S" if magnesium else "O", name=token.name if magnesium else None)
            if held and one.kind == "S":
                one, held = attrs.evolve(one, words=f"{held.words} {one.words}"), None
        if held:
            yield held
        held = one if one.kind == "M" else None
        if not held:
            yield one
        magnesium = one.kind in "MS" or (magnesium and one.kind not in "O.")
    if held:
        yield held


def _vague(before: str, after: str) -> bool:
    return bool(
        vague_pattern()[0].search(before)
        or (vague_pattern()[1].match(after) and not basis_pattern().match(after.lstrip()))
    )


def _basis(kind: str, words: str) -> Token:
    count = count_pattern().search(words)
    if count is None:
        folded = words.casefold()
        each = each_pattern().search(folded)
        refers = kind == "B" and bool(serving_pattern().search(folded)) and not each
        return Token(kind=kind, words=words, capsules=1 if each else None, refers=refers)
    number = count["count"].casefold()
    capsules = say.NUMBER_WORDS.index(number) + 1 if number in say.NUMBER_WORDS else int(number)
    counted = _one_gap(count["of"]) in say.COUNTED and capsules > 0
    return Token(kind=kind, words=words, capsules=capsules if counted else None)


_NAMES, _AMOUNTS = re.compile("[MSE]"), re.compile("[AX]")
