"""What the words of a label are: a text becomes tokens, one kind of token to each list of the rulebook's words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import final

import attrs

from alpims_mg._internal.words import plain, seen
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.model.vocabulary import Additive, MagnesiumSalt
from alpims_mg.rulebook.labels import words as say
from alpims_mg.rulebook.labels.additives import NEGATIONS, NOT_A_LABEL

_LEAVES_A_GAP = frozenset({"No", "Nl", "Cc", "Cf", "Co", "Cn", "Cs"})
_BLANK = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(r"(?P<thousands>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?)|(?P<plain>\d+(?:\.\d+)?)|(?P<comma>\d+,\d+)")
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DIGITS = r"(?<![^\s(\[{:=;|\u2022\u00b7/<>~\u2248\u2264\u2265\u00b1+*\u00d7,-])(?<![0-9],)[0-9](?:[0-9.,]*[0-9])?"
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
    return tuple(_after_magnesium(_token(hit, text) for hit in _label_pattern().finditer(text)))


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
    count = _count_pattern().fullmatch(serving)
    return None if count is None else _basis("B", serving).capsules


def source_names(words: str) -> tuple[say.SaltName, ...]:
    """The sources of magnesium that words after "magnesium" name."""
    found = label_tokens(f"Magnesium as {label_text(words)}")
    return tuple(token.name for token in found if token.kind == "S" and token.name)


def listed_ingredients(text: str) -> tuple[tuple[str, ...] | None, str]:
    """The ingredients that lists in a text name, or None where it has none, and the text without those lists.

    A list that stands below its heading and may go on in lines of its own ends in the words for what is not stated.
    """
    lists = tuple(_lists_pattern().finditer(text))
    items = tuple(item for hit in lists for item in ingredients_in(hit["items"]))
    kept = tuple(item for item in items if plain(item) not in say.NO_INGREDIENTS)
    open_end = NOT_A_LABEL[1:2] if any(_may_go_on(hit) for hit in lists) else ()
    return ((*kept, *open_end) if items else None), _lists_pattern().sub("\n", text)


def _may_go_on(hit: re.Match[str]) -> bool:
    """One item alone in the line below its heading, and another line below that which ends no list."""
    items, heading = hit["items"], hit[0][: hit.start("items") - hit.start()]
    alone = heading.endswith("\n") and items.strip() and not any(sign in items for sign in ",;\n")
    return bool(alone) and bool(_next_line_pattern().match(hit.string, hit.end()))


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
    for line in _lines_pattern().split(text):
        bare = plain(line)
        if additives_in((line,)) & always and not _no_content_pattern().search(bare):
            yield from _short(line.strip(" .-\u2022*"))


def may_be_of_one(words: str) -> bool:
    """Whether words may mean one capsule, in a way that is not known here: "a capsule", "each", "per vegcap"."""
    return bool(_one_pattern().search(words))


def speaks_of_references(words: str) -> bool:
    """Whether an amount among these words may be a reference or a limit, and none of the product's."""
    return bool(_references_pattern().search(words))


def gives_a_margin(text: str) -> bool:
    """Whether a text says by how much its amounts may be off."""
    return bool(_MARGIN.search(text))


def speaks_of_nutrients(text: str) -> bool:
    """Whether the text is, or holds, a table of nutrients, whose amounts are those of the element."""
    return bool(_panel_pattern().search(text))


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
            name = _names_pattern()[0][_one_gap(words)]
            if _elsewhere_pattern().search(before) or _is_filler(name):
                return Token(kind="O", words=words)
            return Token(kind=kind, words=words, name=name)
        case "M" if _elsewhere_pattern().search(before):
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
        _vague_pattern()[0].search(before)
        or (_vague_pattern()[1].match(after) and not _basis_pattern().match(after.lstrip()))
    )


def _basis(kind: str, words: str) -> Token:
    count = _count_pattern().search(words)
    if count is None:
        folded = words.casefold()
        each = _each_pattern().search(folded)
        refers = kind == "B" and bool(_serving_pattern().search(folded)) and not each
        return Token(kind=kind, words=words, capsules=1 if each else None, refers=refers)
    number = count["count"].casefold()
    capsules = say.NUMBER_WORDS.index(number) + 1 if number in say.NUMBER_WORDS else int(number)
    counted = _one_gap(count["of"]) in say.COUNTED and capsules > 0
    return Token(kind=kind, words=words, capsules=capsules if counted else None)


def _one_gap(words: str) -> str:
    return words.casefold().replace("-", " ")


def _phrases(phrases: Iterable[str]) -> str:
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace("\\ ", "[ -]") for phrase in longest)


_COUNTS = rf"(?<![0-9.,/\u2020-])(?:[0-9]{{1,3}}|{_phrases(say.NUMBER_WORDS)})"
_COUNTED = rf"(?:{_COUNTS})(?: ?\([^()\n]{{1,9}}\))? ?(?:{_phrases((*say.COUNTED, *say.MEASURED))})(?![a-z0-9])"
_SERVED = rf"(?:{_phrases((*say.SERVING, *say.DAILY))})\b(?! size)(?: ?\( ?{_COUNTED} ?\))?"
_ONE = rf"(?:{_phrases((*say.COUNTED, *say.MEASURED))})(?![a-z(])"
_IN = rf"(?:(?:(?<![a-z])(?:per|each|every|in) |/ ?)(?:{_COUNTED}|{_ONE}|{_SERVED}))"
_HOLDS = rf"{_COUNTED}(?= (?:{_phrases(say.GIVES)})\b)"
_UNITS = rf"(?:{_phrases(unit for unit, _ in say.UNITS)})"


@cache
def _label_pattern() -> re.Pattern[str]:
    kinds = {
        "Z": rf"(?:{_phrases(say.SERVING_SIZE)})\b[ :=-]{{0,3}}(?:{_COUNTED})?",
        "B": rf"{_HOLDS}|{_IN}",
        "A": rf"{_DIGITS} ?{_UNITS}(?![a-z0-9(])",
        "P": r"<? ?[0-9][0-9.,]* ?%",
        "S": rf"\b(?:{_phrases(_names_pattern()[1])})\b",
        "b": rf"\b(?:{_phrases(_names_pattern()[2])})\b",
        "M": r"\bmagnesium\b|(?<![0-9] )(?<![0-9])\b(?-i:Mg)\b",
        "E": rf"\b(?:{_phrases(say.ELEMENTAL)})\b",
        "Y": rf"\b(?:{_phrases(say.YIELDS)})\b",
        "F": rf"\b(?:{_phrases(say.AS)})\b",
        "N": rf"\b(?:{_phrases(say.NEUTRAL)})(?![a-z0-9])|&",
        "C": r"[()\[\]{}]",
        "D": r"\n|\.(?=\s|$)|[,;|\u2022\u00b7]",
        "O": r"[^\W_]+|\u2020",
    }
    return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items()), re.IGNORECASE)


@final
@attrs.frozen(kw_only=True)
class Shape:
    """An order of tokens that tells what an amount is: ``e`` the magnesium, ``c`` the whole compound.

    ``example`` is such a text; ``nutrient`` shapes are only read in a table of nutrients.
    """

    order: str
    example: str
    amount_first: bool = False
    nutrient: bool = False


_E, _C = "(?P<e>A)", "(?P<c>A)"
_SAID = rf"(?:EM?{_E}|ME{_E}|{_E}EM?|{_E}ME)"
SHAPES: tuple[Shape, ...] = (
    Shape(order=rf"Y?E?ME?FS+{_E}P*", example="Magnesium (as magnesium citrate) 100 mg 24% DV"),
    Shape(order=rf"Y?E?ME?F{_C}S+{_E}P*", example="Magnesium (as 700 mg magnesium citrate) 100 mg"),
    Shape(order=rf"Y?ME?{_E}E?P*FS+", example="Magnesium 100 mg (as magnesium citrate)"),
    Shape(order=rf"Y?E?ME?{_E}E?P*F{_C}S+", example="Magnesium 100 mg (from 700 mg magnesium citrate)"),
    Shape(order=rf"Y?E?ME?{_E}E?P*FS+{_C}", example="Magnesium 100 mg (from magnesium citrate 700 mg)"),
    Shape(
        order=rf"Y?S+{_C}Y(?:{_SAID}|M{_E}|{_E}M)P*", example="Magnesium citrate 700 mg providing 100 mg of magnesium"
    ),
    Shape(order=rf"Y?S+{_C}{_SAID}P*", example="Magnesium citrate 700 mg (100 mg elemental)"),
    Shape(order=rf"Y?S+{_SAID}P*", example="Magnesium citrate 100 mg elemental"),
    Shape(order=rf"(?:EM|ME){_E}P*(?:FS+)?", example="Elemental magnesium: 100 mg from magnesium citrate"),
    Shape(order=rf"Y?S+{_C}", example="Magnesium citrate 700 mg"),
    Shape(order=rf"M{_E}P*", example="Supplement facts: Magnesium 100 mg 24%", nutrient=True),
    Shape(
        order=rf"Y?{_C}S+Y?{_SAID}P*",
        example="700 mg magnesium citrate (100 mg elemental magnesium)",
        amount_first=True,
    ),
    Shape(
        order=rf"Y?{_C}S+Y(?:{_E}M|M{_E})P*",
        example="700 mg magnesium citrate, of which magnesium 100 mg",
        amount_first=True,
    ),
    Shape(order=rf"Y?{_E}EMP*(?:FS+)?", example="100 mg elemental magnesium from magnesium citrate", amount_first=True),
    Shape(order=rf"Y?{_E}MP*FS+", example="100 mg magnesium (as magnesium citrate)", amount_first=True),
    Shape(order=rf"Y?{_E}ME", example="100 mg magnesium (elemental)", amount_first=True),
    Shape(order=rf"Y{_E}[ME]P*", example="providing 100 mg magnesium", amount_first=True),
    Shape(order=rf"Y(?:E?M{_E}|ME?{_E})P*", example="of which magnesium 100 mg", amount_first=True),
    Shape(order=rf"{_E}EP*", example="100 mg elemental", amount_first=True),
    Shape(order=rf"Y?{_C}S+", example="700 mg of magnesium citrate", amount_first=True),
    Shape(order=rf"Y?{_E}MP*", example="Supplement facts: 100 mg magnesium", amount_first=True, nutrient=True),
)
"""The first that fits is taken. A salt with an amount and a daily value is not among them: it says two things."""


def amounts_in(kinds: str, *, nutrients: bool) -> tuple[int | None, int | None] | None:
    """Where in a piece the amount of magnesium stands, and that of the compound; None where its order tells nothing.

    ``kinds`` are the kinds of its tokens. ``P`` alone, a share of a daily value, marks a nutrient too.

    >>> amounts_in("SAYAEM", nutrients=False)
    (3, 1)
    """
    table = nutrients or "P" in kinds
    for shape, pattern in _shapes():
        hit = pattern.fullmatch(kinds) if table or not shape.nutrient else None
        if hit and not (_NAMES.search(hit["rest"]) and _AMOUNTS.search(hit["rest"])):
            groups = hit.groupdict()
            spans = {name: hit.start(name) for name, found in groups.items() if found and name != "rest"}
            e = next((at for name, at in spans.items() if name[0] == "e"), None)
            return e, spans.get("c")
    return None


_NAMES, _AMOUNTS = re.compile("[MSE]"), re.compile("[AX]")


@cache
def _shapes() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    """Each shape with what may stand around it: other names with their own amounts, before and after it."""
    return tuple((shape, re.compile(_around(shape))) for shape in SHAPES)


def _around(shape: Shape) -> str:
    parts = shape.order.split(_E)
    order = parts[0] + "".join(f"(?P<e{i}>A){part}" for i, part in enumerate(parts[1:]))
    before = "(?:[AX]P*O+)*" if shape.amount_first else "(?:O+[AX]P*)*O*"
    return f"{before}(?:{order})(?P<rest>(?:O.*)?)"


@cache
def _names_pattern() -> tuple[dict[str, say.SaltName], tuple[str, ...], tuple[str, ...]]:
    words = {word: row for row in say.SALT_NAMES for word in row.words}
    after = {word: row for row in say.SALT_NAMES for word in row.after}
    return words | after, tuple(words), tuple(after)


@cache
def _one_pattern() -> re.Pattern[str]:
    counted = r"(?:caps?|capsules?|vegcaps?|tablets?|tabs?|softgels?|caplets?|pills?|gumm(?:y|ies)|units?|pieces?)"
    one = rf"(?:1|one|an?|per|this|in)\b(?:[ -]+[a-z-]+){{0,3}}?[ -]*[a-z-]*{counted}"
    return re.compile(rf"(?<![a-z])(?:{_phrases(say.ONE_OF_THEM)}|{one})(?![a-z])", re.IGNORECASE)


@cache
def _references_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_phrases(say.REFERENCES)})(?![a-z])", re.IGNORECASE)


@cache
def _vague_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes an amount no exact one, before it and after it."""
    joins = r"(?:-|to|or|x|\u00d7|\*|\+|/|\u00b1)"
    signs = r"[<>~\u2248\u2264\u2265\u00b1/]"
    before = rf"(?:\b(?:{_phrases(say.INEXACT)})|{signs}|[0-9] ?{_UNITS}? ?{joins}|(?<!\w)[0-9.,]+) ?$"
    return re.compile(before, re.IGNORECASE), re.compile(
        rf" ?(?:{joins} ?[0-9]|[/\u2020\u00b1]|per\b|daily\b|a day\b)", re.IGNORECASE
    )


@cache
def _basis_pattern() -> re.Pattern[str]:
    return re.compile(_IN, re.IGNORECASE)


@cache
def _each_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:per|each|every|in|/) ?(?:{_phrases(say.COUNTED)})(?![a-z])", re.IGNORECASE)


@cache
def _serving_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_phrases(say.SERVING)})\b(?<!daily serving)(?<!daily portion)", re.IGNORECASE)


@cache
def _count_pattern() -> re.Pattern[str]:
    of = _phrases((*say.COUNTED, *say.MEASURED))
    return re.compile(rf"(?P<count>{_COUNTS})(?: ?\([^()\n]{{1,9}}\))? ?(?P<of>{of})(?![a-z0-9])", re.IGNORECASE)


@cache
def _elsewhere_pattern() -> re.Pattern[str]:
    """Before a name: another metal of one compound, or a word that says that it is not contained."""
    metals = rf"\b(?:{_phrases(say.OTHER_METALS)})(?:[ -]|,? and | ?& ?| ?/ ?|, ?)"
    return re.compile(rf"(?:{metals}|\b(?:{_phrases(NEGATIONS)}) )$", re.IGNORECASE)


@cache
def _lists_pattern() -> re.Pattern[str]:
    heads, ends = _phrases(say.INGREDIENT_LISTS), _phrases(say.LIST_ENDS)
    opens = rf"(?:^|(?<=\n)|(?<=[.;] ))(?:{heads}) ?(?:: ?\n?|- ?\n?|\n)|\b(?:{_phrases(say.REST_LISTS)}) ?: ?\n?"
    items = rf"(?P<items>[^\n]*?(?:(?:,\n|\n(?=[-\u2022\u00b7*] ?\w))(?!(?:{ends})\b)[^\n]*?)*)"
    return re.compile(rf"(?:{opens}){items}(?=\n|$|\.(?:\s|$))", re.IGNORECASE)


@cache
def _next_line_pattern() -> re.Pattern[str]:
    return re.compile(rf"\n(?!\n|(?:{_phrases(say.LIST_ENDS)})\b)", re.IGNORECASE)


@cache
def _lines_pattern() -> re.Pattern[str]:
    return re.compile(r"\n|\.(?=\s|$)|[;|\u2022\u00b7]")


@cache
def _no_content_pattern() -> re.Pattern[str]:
    denies = rf"\b(?:{_phrases(NEGATIONS)})\b"
    holds = rf"\b(?:{_phrases(say.SAYS_CONTENT)})\b"
    return re.compile(rf"^(?:{_phrases(map(plain, say.DIRECTIONS))})\b(?!.*{holds})|{denies}")


@cache
def _panel_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_phrases(say.PANEL)})(?![a-z])", re.IGNORECASE)
