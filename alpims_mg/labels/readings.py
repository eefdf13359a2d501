"""What single pieces of a label say: read from a text, or from a record of the NIH label database.

Nothing is put together here; an amount whose meaning is not clear is given back as not read.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import takewhile
from numbers import Real
from typing import Any, cast, final

import attrs

from alpims_mg._internal.validation import a_member, a_text, check_instances, short_repr
from alpims_mg._internal.words import plain, seen
from alpims_mg.errors import raise_if_any
from alpims_mg.labels.shapes import amounts_in
from alpims_mg.labels.tokens import (
    Token,
    additives_beside,
    capsules_in,
    exact_nanograms_of,
    gives_a_margin,
    ingredients_in,
    label_text,
    label_tokens,
    listed_ingredients,
    may_be_of_one,
    source_names,
    speaks_of_nutrients,
    speaks_of_references,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.vocabulary import Form, MagnesiumSalt
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.additives import NOT_A_LABEL, Screened
from alpims_mg.rulebook.labels.words import NO_INGREDIENTS, SaltName

NOT_STATED = NOT_A_LABEL[1]
UNKNOWN_SERVING = "serving not stated"
_UNCLEAR = Token(kind="B", words=UNKNOWN_SERVING)
"""The basis of amounts of which it is not clear whether they are those of one capsule or of a serving."""
_SHORT = 160
_DEEPEST = 20
_LARGEST = 10**12


@final
@attrs.frozen(kw_only=True)
class NamedSalt:
    """A source of magnesium as a label names it, with the form that it is and the salts that may be meant.

    No form: it is none of the six. No salts: nobody can tell from the name how much of it is magnesium.
    """

    words: str
    form: Form | None
    salts: tuple[MagnesiumSalt, ...] = ()

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("words", self.words, example="magnesium citrate"),
                a_member("form", self.form, Form, optional=True),
                *check_instances("salts", self.salts, MagnesiumSalt),
            )
        )

    def __str__(self) -> str:
        return f"{self.words} ({self.form or 'none of the six forms'})"


@final
@attrs.frozen(kw_only=True)
class Line:
    """What one piece of a label says: an amount in a serving, the sources that it names, or what was not read."""

    words: str = UNKNOWN_SERVING
    capsules: int | None = None
    elemental: int | None = None
    compound: int | None = None
    named: tuple[NamedSalt, ...] = ()
    not_read: NotChecked | None = None
    serves: bool = False


# --- From a text
def text_lines(text: str) -> Iterator[Line]:
    """The amounts, servings and sources of a text that ``label_text`` has made."""
    tokens = label_tokens(text)
    sizes = {(token.capsules, token.words if token.capsules is None else "") for token in tokens if token.kind == "Z"}
    size = next((token for token in tokens if token.kind == "Z"), None) if len(sizes) == 1 else None
    if len(sizes) > 1:
        yield Line(not_read=NotChecked(path="label.servings.capsules", because="several sizes of a serving are stated"))
    if size:
        yield Line(words=_tidy(size.words), capsules=size.capsules, serves=True)
    nutrients, margin = speaks_of_nutrients(text), gives_a_margin(text)
    current = size
    for line in _parted(tokens, "."):
        loose = " ".join(token.words for token in line if token.kind not in "BZ")
        kinds = {token.kind for token in line}
        if may_be_of_one(loose) and "B" not in kinds and not (size and size.capsules == 1):
            current = _UNCLEAR
        elif "Z" in kinds:
            current = size
        own = tuple(dict.fromkeys(_resolved(token, size) for token in line if token.kind == "B"))
        pieces = tuple(_joined(_parted(line, ",")))
        bare = (token for piece in pieces if not _has_amount(piece) for token in piece)
        heads = tuple(_resolved(token, size) for token in bare if token.kind == "B")
        words = " ".join(token.words for token in line)
        for piece in pieces:
            inside = (_resolved(token, size) for token in piece if token.kind == "B")
            at = tuple(dict.fromkeys((*inside, *heads))) or own
            basis = (current if not at else at[0]) if len(at) < 2 else None
            yield from _piece(piece, basis, nutrients=nutrients, words=words, margin=margin)
        if len(own) == 1 and kinds <= set("BN(),"):
            current = own[0]


def _has_amount(piece: tuple[Token, ...]) -> bool:
    return any(token.kind in "AX" for token in piece)


def _resolved(token: Token, size: Token | None) -> Token:
    """What an amount is in, with a serving that is only referred to put in as the label sizes it."""
    return size if token.refers and size else token


def _parted(tokens: Iterable[Token], sign: str) -> Iterator[tuple[Token, ...]]:
    """Tokens parted at a sign; a comma inside brackets parts nothing."""
    part: list[Token] = []
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        if token.kind == sign and (sign == "." or not depth):
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def _joined(pieces: Iterable[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """Pieces, each that is only an amount joined to a name before it that has none."""
    held: tuple[Token, ...] = ()
    for piece in pieces:
        alone = {token.kind for token in piece} <= set("AXPENB") and _has_amount(piece)
        if alone and held and not _has_amount(held):
            held = (*held, *piece)
        else:
            yield held
            held = piece
    yield held


def _piece(
    piece: tuple[Token, ...], basis: Token | None, *, nutrients: bool, words: str, margin: bool
) -> Iterator[Line]:
    """``words`` are those of the whole line that the piece stands in; with a ``margin`` no amount is exact."""
    flat = tuple(token for token in piece if token.kind not in "NBZ(),.")
    kinds = "".join(token.kind for token in flat)
    yield Line(named=(*(_named(token.words, token.name) for token in flat if token.name), *_unknown(flat)))
    if not set(kinds) & set("MSE") or not set(kinds) & set("AX"):
        return
    found = amounts_in(kinds, nutrients=nutrients)
    told = _tidy(" ".join(token.words for token in piece))
    if found is None or margin or _may_be_compound(piece, sure=nutrients or "P" in kinds):
        why = f"{told}: not clear whether this is magnesium or its compound, or no exact amount"
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if "P" not in kinds and speaks_of_references(words):
        why = f"{told}: not clear whether this is in the product or a reference"
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if basis is _UNCLEAR:
        why = f"{told}: not clear whether this is in one capsule or in a serving"
        yield Line(not_read=NotChecked(path="label.servings.capsules", because=why))
        return
    elemental, compound = (None if at is None else flat[at].nanograms for at in found)
    where = UNKNOWN_SERVING if basis is None else _tidy(basis.words)
    yield Line(words=where, capsules=None if basis is None else basis.capsules, elemental=elemental, compound=compound)


def _may_be_compound(piece: tuple[Token, ...], *, sure: bool) -> bool:
    """An amount after "magnesium, as some salt" is the salt's inside its bracket, and unclear without a bracket.

    ``sure`` is where a table of nutrients says that it is the element's.
    """
    depth = 0
    given: int | None = None
    first: bool | None = None
    salt = False
    for token in piece:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        if token.kind == "F":
            given = depth
        elif token.kind == "E":
            given = None
        elif token.kind == "S":
            salt = given is not None
        elif token.kind == "A" and first is None and (given is None or salt):
            first = given is not None and (depth >= given if given else not sure)
    return first is True


def _named(words: str, name: SaltName) -> NamedSalt:
    return NamedSalt(words=_tidy(words).lower(), form=name.form, salts=name.salts)


def _unknown(flat: tuple[Token, ...]) -> Iterator[NamedSalt]:
    """A source that the label gives after "magnesium, as", in words that are not known here."""
    kinds = "".join(token.kind for token in flat)
    if (at := kinds.find("MF")) >= 0:
        words = tuple(token.words for token in takewhile(lambda token: token.kind in "MSO", flat[at + 2 :]))
        if "O" in kinds[at + 2 : at + 2 + len(words)]:
            yield NamedSalt(words=_tidy(" ".join(words)).lower(), form=None)


def _tidy(words: str) -> str:
    """Words short enough, and printable, to be told."""
    printed = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split()).strip(" :=-/")
    return printed[:_SHORT] or "?"


def text_beside(text: str, rulebook: Rulebook) -> tuple[str, ...] | None:
    """What the text says is in the product beside the magnesium."""
    listed, rest = listed_ingredients(text)
    always = frozenset(additive for additive, rule in rulebook.screened if rule.then is Screened.ALWAYS)
    given_away = tuple(line for line in additives_beside(rest, always) if not _only_magnesium(line))
    if listed is None:
        return (*given_away, NOT_STATED) if given_away else None
    return tuple(dict.fromkeys((*(one for one in listed if not _only_magnesium(one)), *given_away)))


def _only_magnesium(words: str) -> bool:
    """The words name sources of magnesium, with amounts or without, and nothing else."""
    kinds = {token.kind for token in label_tokens(label_text(words))}
    return bool(kinds & set("MS")) and "O" not in kinds


# --- From a record of the label database
@final
@attrs.frozen(kw_only=True)
class Record:
    """A record, gone through without trusting its shape: what is not there is not stated."""

    record: Mapping[str, Any]

    def lines(self) -> Iterator[Line]:
        """The amounts of magnesium by serving, its sources, and the servings without an amount."""
        sizes = {_order(size, "order"): size for size in _objects(self.record.get("servingSizes"))}
        told: set[object] = set()
        for row in _rows(self.record.get("ingredientRows")):
            kinds = _kinds(_text(row, "name"))
            if "M" not in kinds and "S" not in kinds:
                continue
            yield Line(named=tuple(self._sources(row)))
            for quantity in _objects(row.get("quantity")):
                order = _order(quantity, "servingSizeOrder")
                told.add(order)
                yield self._amount(row, kinds, quantity, sizes.get(order, {}))
        for order, size in sizes.items():
            if order not in told:
                words, capsules = _size(size.get("minQuantity"), size.get("maxQuantity"), _text(size, "unit"))
                notes = _text(size, "notes")
                yield Line(words=_tidy(f"{words}; {notes}" if notes else words), capsules=capsules, serves=True)

    def beside(self) -> tuple[str, ...] | None:
        """Every name in rows, nested rows, forms and other ingredients, but for the magnesium and its sources."""
        names: list[str] = []
        for row in _rows(self.record.get("ingredientRows")):
            if not _only_magnesium(_text(row, "name")):
                names += (_text(row, "name"), *(_text(one, "name") for one in _objects(row.get("forms"))))
            else:
                forms = (_text(one, "name") for one in _objects(row.get("forms")))
                names += (one for one in forms if not source_names(one))
        other = self.record.get("otheringredients")
        listed = cast("Mapping[str, Any]", other).get("ingredients") if isinstance(other, Mapping) else None
        told = _text(cast("Mapping[str, Any]", other), "text") if isinstance(other, Mapping) else ""
        others = [told] if told.strip() else []
        for one in _objects(listed):
            others += (_text(one, "name"), *(_text(form, "name") for form in _objects(one.get("forms"))))
        names += others
        items = tuple(
            part
            for name in dict.fromkeys(names)
            for part in ingredients_in(name)
            if plain(name) not in NO_INGREDIENTS and not _only_magnesium(part)
        )
        return items if any(map(str.strip, others)) else (*items, NOT_STATED) if items else None

    def _sources(self, row: Mapping[str, Any]) -> Iterator[NamedSalt]:
        for name in (_text(row, "name"), *(_text(one, "name") for one in _objects(row.get("forms")))):
            found = source_names(name)
            yield from (_named(name, one) for one in found)
            if not found and name.strip() and not set(_kinds(name)) <= set("MEN"):
                yield NamedSalt(words=_tidy(name).lower(), form=None)

    def _amount(self, row: Mapping[str, Any], kinds: str, quantity: Mapping[str, Any], size: Mapping[str, Any]) -> Line:
        number, unit = quantity.get("servingSizeQuantity"), _text(quantity, "servingSizeUnit")
        words, capsules = _size(number, number, unit)
        if size and size.get("minQuantity") != size.get("maxQuantity"):
            words, capsules = _size(size.get("minQuantity"), size.get("maxQuantity"), _text(size, "unit"))
        amount = _nanograms(quantity)
        share = any(group.get("percent") for group in _objects(quantity.get("dailyValueTargetGroup")))
        read = amounts_in(f"{kinds}A{'P' if share else ''}", nutrients=True)
        if amount is None or read is None:
            why = f"{_tidy(_text(row, 'name'))}: no exact amount, or not clear whether of magnesium or of its compound"
            return Line(
                words=words, capsules=capsules, serves=True, not_read=NotChecked(path="label.rows", because=why)
            )
        elemental, compound = read
        return Line(
            words=words,
            capsules=capsules,
            elemental=None if elemental is None else amount,
            compound=None if compound is None else amount,
        )


def _kinds(name: str) -> str:
    return "".join(token.kind for token in label_tokens(label_text(name)) if token.kind not in "N(),.")


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a list; of anything else, none."""
    items = cast("Iterable[object]", value) if isinstance(value, list | tuple) else ()
    yield from (cast("Mapping[str, Any]", item) for item in items if isinstance(item, Mapping))


def _rows(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every row, those nested in it after it."""
    for row in _objects(value) if depth < _DEEPEST else ():
        yield row
        yield from _rows(row.get("nestedRows"), depth + 1)


def _text(held: Mapping[str, Any], key: str) -> str:
    value = held.get(key)
    return seen(value) if isinstance(value, str) else ""


def _order(held: Mapping[str, Any], key: str) -> int | str | None:
    """By what an amount names its serving; anything that could be no name is none."""
    value = held.get(key)
    return value if isinstance(value, int | str) else None


def _size(least: object, most: object, unit: str) -> tuple[str, int | None]:
    """A serving in words, and how many capsules it is, where it is a whole number of them."""
    number = _decimal(least)
    if number is None or number != _decimal(most):
        return _tidy(f"{short_repr(least)} to {short_repr(most)} {unit}"), None
    words = f"{format(number.normalize(), 'f')} {unit}"
    return _tidy(words), capsules_in(words)


def _nanograms(quantity: Mapping[str, Any]) -> int | None:
    """The amount, where it is stated exactly and in a unit of mass."""
    number, unit = _decimal(quantity.get("quantity")), _text(quantity, "unit").casefold()
    if number is None or quantity.get("operator", "=") != "=":
        return None
    return exact_nanograms_of(number, unit)


def _decimal(value: object) -> Decimal | None:
    """A number as it is written, where it is one of a size that labels have."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() and 0 <= number < _LARGEST else None
