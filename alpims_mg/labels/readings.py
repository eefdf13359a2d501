"""Reads the single lines of a label, from a text or from a record of the NIH label database.

The module ``label`` puts the lines together. An amount whose meaning is not clear goes to ``Line.not_read``.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import takewhile
from numbers import Real
from typing import Any, NamedTuple, cast, final

import attrs

from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, check_instances, short_repr
from alpims_mg._internal.words import plain, seen
from alpims_mg.errors import raise_if_any
from alpims_mg.labels.shapes import amounts_in
from alpims_mg.labels.tokens import (
    Token,
    capsules_in,
    exact_nanograms_of,
    has_nutrient_table,
    ingredients_in,
    label_text,
    label_tokens,
    lines_naming,
    listed_ingredients,
    may_mean_one_capsule,
    mentions_references,
    source_names,
    states_a_margin,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.vocabulary import Form, MagnesiumSalt
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.additives import NOT_A_LABEL, Screened
from alpims_mg.rulebook.labels.words import NO_INGREDIENTS, SaltName

NOT_STATED = NOT_A_LABEL[1]
UNKNOWN_SERVING = "serving not stated"
_UNCLEAR = Token(kind="B", words=UNKNOWN_SERVING)
"""Replaces a token such as "per capsule" if the label does not show whether an amount is for a capsule or a serving."""

_MOST_CHARACTERS = 160
_MOST_LEVELS = 20
_LARGEST_NUMBER = 10**12


@final
@attrs.frozen(kw_only=True)
class NamedSalt:
    """A source of magnesium as a label names it, with its form and the salts that the name can mean.

    ``form`` is None if the source is none of the known forms. ``salts`` is empty if the name does not show which salt
    it is, and so how much of the mass is magnesium.
    """

    words: str
    form: Form | None
    salts: tuple[MagnesiumSalt, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("words", self.words, example="magnesium citrate"),
                a_member("form", self.form, Form, optional=True),
                *check_instances("salts", self.salts, MagnesiumSalt),
            )
        )

    def __str__(self) -> str:
        return f"{self.words} ({self.form or f'none of the {len(Form)} forms'})"


@final
class Line(NamedTuple):
    """What was read from one line of a label, or from a part of it.

    ``words`` describes the serving, and ``capsules`` is the number of capsules in it. ``elemental`` (magnesium) and
    ``compound`` (salt) are the amounts in it, in nanograms. ``named`` holds the sources of magnesium. ``not_read`` is
    an entry for what was not clear. ``serves`` is true if the line states a serving, even without an amount.
    """

    words: str = UNKNOWN_SERVING
    capsules: int | None = None
    elemental: int | None = None
    compound: int | None = None
    named: tuple[NamedSalt, ...] = ()
    not_read: NotChecked | None = None
    serves: bool = False


def text_lines(text: str) -> Iterator[Line]:
    """Yields a ``Line`` for each serving, amount, source and unclear part in ``text``, a result of ``label_text``."""
    tokens = label_tokens(text)
    sizes = {(token.capsules, token.words if token.capsules is None else "") for token in tokens if token.kind == "Z"}
    size = next((token for token in tokens if token.kind == "Z"), None) if len(sizes) == 1 else None
    if len(sizes) > 1:
        yield Line(not_read=NotChecked(path="label.servings.capsules", because="several sizes of a serving are stated"))
    if size:
        yield Line(words=_short(size.words), capsules=size.capsules, serves=True)
    nutrients, margin = has_nutrient_table(text), states_a_margin(text)
    current = size
    for line in _split_at(".", tokens):
        other_words = " ".join(token.words for token in line if token.kind not in "BZ")
        kinds = {token.kind for token in line}
        if may_mean_one_capsule(other_words) and "B" not in kinds and not (size and size.capsules == 1):
            current = _UNCLEAR
        elif "Z" in kinds:
            current = size
        line_bases = _bases(line, size)
        pieces = tuple(_attach_amounts(_split_at(",", line)))
        heading_bases = _bases((token for piece in pieces if not _has_amount(piece) for token in piece), size)
        line_words = " ".join(token.words for token in line)
        for piece in pieces:
            bases = tuple(dict.fromkeys((*_bases(piece, size), *heading_bases))) or line_bases
            basis = (bases[0] if bases else current) if len(bases) < 2 else None
            yield from _piece_lines(piece, basis, nutrients=nutrients, line_words=line_words, margin=margin)
        if len(line_bases) == 1 and kinds <= set("BN(),"):
            current = line_bases[0]


def _has_amount(piece: tuple[Token, ...]) -> bool:
    return any(token.kind in "AX" for token in piece)


def _bases(tokens: Iterable[Token], size: Token | None) -> tuple[Token, ...]:
    """The distinct tokens that name what an amount is stated for, such as "per capsule".

    ``size`` is the token of the serving size. It replaces each token that only says "per serving".
    """
    bases = (token for token in tokens if token.kind == "B")
    return tuple(dict.fromkeys(size if token.refers and size else token for token in bases))


def _split_at(kind: str, tokens: Iterable[Token]) -> Iterator[tuple[Token, ...]]:
    """Splits tokens at each token of kind ``kind``: ``.`` or ``,``. A comma inside brackets separates nothing."""
    part: list[Token] = []
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        if token.kind == kind and (kind == "." or not depth):
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def _attach_amounts(pieces: Iterable[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """Yields the pieces of a line. A piece that is only an amount joins the piece before it, if that has no amount."""
    previous: tuple[Token, ...] = ()
    for piece in pieces:
        is_amount_only = {token.kind for token in piece} <= set("AXPENB") and _has_amount(piece)
        if is_amount_only and previous and not _has_amount(previous):
            previous = (*previous, *piece)
        else:
            yield previous
            previous = piece
    yield previous


def _piece_lines(
    piece: tuple[Token, ...], basis: Token | None, *, nutrients: bool, line_words: str, margin: bool
) -> Iterator[Line]:
    """Reads a piece of a line. Yields a ``Line`` with its sources, then one with its amounts or why they are unclear.

    The second is left out without amounts. ``basis`` says what the amounts are for, such as "per capsule". ``margin``
    is true if the label states a margin, so that no amount is exact. ``nutrients`` is true in a table of nutrients.
    """
    flat = tuple(token for token in piece if token.kind not in "NBZ(),.")
    kinds = "".join(token.kind for token in flat)
    named = (_named_salt(token.words, token.name) for token in flat if token.name)
    yield Line(named=(*named, *_unknown_sources(flat)))
    if not set(kinds) & set("MSE") or not set(kinds) & set("AX"):
        return
    found = amounts_in(kinds, nutrients=nutrients)
    piece_words = _short(" ".join(token.words for token in piece))
    if found is None or margin or _may_be_compound(piece, sure=nutrients or "P" in kinds):
        why = f"{piece_words}: this may be magnesium or its compound, or the amount is not exact"
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if "P" not in kinds and mentions_references(line_words):
        why = f"{piece_words}: this may be a reference value, not an amount in the product"
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if basis is _UNCLEAR:
        why = f"{piece_words}: this may be in one capsule or in a serving"
        yield Line(not_read=NotChecked(path="label.servings.capsules", because=why))
        return
    elemental, compound = (None if index is None else flat[index].nanograms for index in found)
    serving = UNKNOWN_SERVING if basis is None else _short(basis.words)
    yield Line(
        words=serving, capsules=None if basis is None else basis.capsules, elemental=elemental, compound=compound
    )


def _may_be_compound(piece: tuple[Token, ...], *, sure: bool) -> bool:
    """Whether the first amount in a piece may be the mass of the salt: "magnesium (as magnesium citrate 700 mg)".

    ``sure`` is true in a table of nutrients or beside a daily value. Such a table gives the amount of magnesium itself,
    so there the answer is false unless "as" is in brackets.
    """
    depth = 0
    as_depth: int | None = None  # the depth of brackets at "as" or "from"
    may_be: bool | None = None
    salt = False
    for token in piece:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        if token.kind == "F":
            as_depth = depth
        elif token.kind == "E":
            as_depth = None
        elif token.kind == "S":
            salt = as_depth is not None
        elif token.kind == "A" and may_be is None and (as_depth is None or salt):
            may_be = as_depth is not None and (depth >= as_depth if as_depth else not sure)
    return may_be is True


def _named_salt(words: str, name: SaltName) -> NamedSalt:
    return NamedSalt(words=_short(words).lower(), form=name.form, salts=name.salts)


def _unknown_sources(flat: tuple[Token, ...]) -> Iterator[NamedSalt]:
    """Yields the source that follows "magnesium as" or "magnesium from", if some of its words are in no word list."""
    kinds = "".join(token.kind for token in flat)
    if (start := kinds.find("MF") + 2) > 1:
        words = tuple(token.words for token in takewhile(lambda token: token.kind in "MSO", flat[start:]))
        if "O" in kinds[start : start + len(words)]:
            yield NamedSalt(words=_short(" ".join(words)).lower(), form=None)


def _short(words: str) -> str:
    """The words as one line of at most 160 printable characters. A question mark if there are none."""
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(printable.split()).strip(" :=-/")[:_MOST_CHARACTERS] or "?"


def text_ingredients(text: str, rulebook: Rulebook) -> tuple[str, ...] | None:
    """The ingredients that a text names, except sources of magnesium. None if the text names none.

    A line outside the ingredient lists counts as an ingredient if it names an additive that is always screened.
    """
    listed, rest = listed_ingredients(text)
    always = frozenset(additive for additive, rule in rulebook.screened if rule.then is Screened.ALWAYS)
    unlisted = tuple(line for line in lines_naming(always, rest) if not _is_only_magnesium(line))
    if listed is None:
        return (*unlisted, NOT_STATED) if unlisted else None
    return tuple(dict.fromkeys((*(item for item in listed if not _is_only_magnesium(item)), *unlisted)))


def _is_only_magnesium(words: str) -> bool:
    """Whether the words name sources of magnesium, with or without amounts, and nothing else."""
    kinds = {token.kind for token in label_tokens(label_text(words))}
    return bool(kinds & set("MS")) and "O" not in kinds


@final
@attrs.frozen(kw_only=True)
class LabelRecord:
    """A record of the NIH label database, as parsed from its JSON. A malformed part counts as not stated."""

    record: Mapping[str, Any]

    __repr__ = one_line_repr

    def lines(self) -> Iterator[Line]:
        """Yields a ``Line`` for the sources in each magnesium row, each amount, and each serving without an amount."""
        sizes = {_serving_order(size, "order"): size for size in _objects(self.record.get("servingSizes"))}
        with_amount: set[object] = set()
        for row in _rows(self.record.get("ingredientRows")):
            kinds = _token_kinds(_text_at(row, "name"))
            if "M" not in kinds and "S" not in kinds:
                continue
            yield Line(named=tuple(self._sources(row)))
            for quantity in _objects(row.get("quantity")):
                order = _serving_order(quantity, "servingSizeOrder")
                with_amount.add(order)
                yield self._amount(row, kinds, quantity, sizes.get(order, {}))
        for order, size in sizes.items():
            if order not in with_amount:
                words, capsules = _serving_size(
                    size.get("minQuantity"), size.get("maxQuantity"), _text_at(size, "unit")
                )
                notes = _text_at(size, "notes")
                yield Line(words=_short(f"{words}; {notes}" if notes else words), capsules=capsules, serves=True)

    def ingredients(self) -> tuple[str, ...] | None:
        """Every ingredient that the record names, except magnesium and its sources. None if it names none."""
        names: list[str] = []
        for row in _rows(self.record.get("ingredientRows")):
            name, *forms = _names_of(row)
            names += (form for form in forms if not source_names(form)) if _is_only_magnesium(name) else (name, *forms)
        value = self.record.get("otheringredients")
        other: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
        text = _text_at(other, "text")
        others = [text] if text.strip() else []
        for row in _objects(other.get("ingredients")):
            others += _names_of(row)
        items = tuple(
            part
            for name in dict.fromkeys((*names, *others))
            for part in ingredients_in(name)
            if plain(name) not in NO_INGREDIENTS and not _is_only_magnesium(part)
        )
        return items if any(map(str.strip, others)) else (*items, NOT_STATED) if items else None

    def _sources(self, row: Mapping[str, Any]) -> Iterator[NamedSalt]:
        for name in _names_of(row):
            salts = source_names(name)
            yield from (_named_salt(name, salt) for salt in salts)
            if not salts and name.strip() and not set(_token_kinds(name)) <= set("MEN"):
                yield NamedSalt(words=_short(name).lower(), form=None)

    def _amount(self, row: Mapping[str, Any], kinds: str, quantity: Mapping[str, Any], size: Mapping[str, Any]) -> Line:
        number, unit = quantity.get("servingSizeQuantity"), _text_at(quantity, "servingSizeUnit")
        words, capsules = _serving_size(number, number, unit)
        if size and size.get("minQuantity") != size.get("maxQuantity"):
            words, capsules = _serving_size(size.get("minQuantity"), size.get("maxQuantity"), _text_at(size, "unit"))
        amount = _nanograms(quantity)
        has_daily_value = any(group.get("percent") for group in _objects(quantity.get("dailyValueTargetGroup")))
        indexes = amounts_in(f"{kinds}A{'P' if has_daily_value else ''}", nutrients=True)
        if amount is None or indexes is None:
            name = _short(_text_at(row, "name"))
            why = f"{name}: the amount is not exact, or may be that of magnesium or of its compound"
            not_read = NotChecked(path="label.rows", because=why)
            return Line(words=words, capsules=capsules, serves=True, not_read=not_read)
        elemental, compound = indexes
        return Line(
            words=words,
            capsules=capsules,
            elemental=None if elemental is None else amount,
            compound=None if compound is None else amount,
        )


def _names_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """A tuple: the name of a row of the record, and then the name of each form that the row lists."""
    return (_text_at(row, "name"), *(_text_at(form, "name") for form in _objects(row.get("forms"))))


def _token_kinds(name: str) -> str:
    return "".join(token.kind for token in label_tokens(label_text(name)) if token.kind not in "N(),.")


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    """Yields the JSON objects in a list. Skips other items. Yields nothing if ``value`` is not a list."""
    items = cast("Iterable[object]", value) if isinstance(value, list | tuple) else ()
    yield from (cast("Mapping[str, Any]", item) for item in items if isinstance(item, Mapping))


def _rows(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yields every row of a record. The rows that are nested in a row follow it directly."""
    for row in _objects(value) if depth < _MOST_LEVELS else ():
        yield row
        yield from _rows(row.get("nestedRows"), depth + 1)


def _text_at(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return seen(value) if isinstance(value, str) else ""


def _serving_order(record: Mapping[str, Any], key: str) -> int | str | None:
    """The value at ``key`` by which a record links an amount to its serving. None if it is no whole number or text."""
    value = record.get(key)
    return value if isinstance(value, int | str) else None


def _serving_size(least: object, most: object, unit: str) -> tuple[str, int | None]:
    """Describe a serving of ``least`` to ``most`` units. A pair: its text, and the number of units in it.

    A unit is a capsule, a tablet or a measure of a powder. The number is None for a range, and for another serving.
    """
    number = _decimal(least)
    if number is None or number != _decimal(most):
        return _short(f"{short_repr(least)} to {short_repr(most)} {unit}"), None
    words = f"{format(number.normalize(), 'f')} {unit}"
    return _short(words), capsules_in(words)


def _nanograms(quantity: Mapping[str, Any]) -> int | None:
    """The amount of a record in nanograms. None if the amount is not exact, too large, or not in a unit of mass."""
    number, unit = _decimal(quantity.get("quantity")), _text_at(quantity, "unit").casefold()
    if number is None or quantity.get("operator", "=") != "=":
        return None
    return exact_nanograms_of(number, unit)


def _decimal(value: object) -> Decimal | None:
    """``value`` as an exact decimal. None if it is no number, or is negative or too large."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() and 0 <= number < _LARGEST_NUMBER else None
