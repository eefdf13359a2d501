"""Reads a record of the NIH Dietary Supplement Label Database, as ``lines``."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from numbers import Real
from typing import Any, cast, final

import attrs

from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import short_repr
from alpims_mg._internal.words import plain, seen
from alpims_mg.labels.lines import NOT_STATED, Line, NamedSalt, named_salt, shortened
from alpims_mg.labels.lists import ingredients_in, is_only_magnesium
from alpims_mg.labels.shapes import amounts_in
from alpims_mg.labels.tokens import (
    capsules_in,
    exact_nanograms_of,
    label_text,
    label_tokens,
    source_names,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.rulebook.labels.words import NO_INGREDIENTS

_MOST_LEVELS = 20
_LARGEST_NUMBER = 10**12


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
                yield Line(words=shortened(f"{words}; {notes}" if notes else words), capsules=capsules, serves=True)

    def ingredients(self) -> tuple[str, ...] | None:
        """Every ingredient that the record names, except magnesium and its sources. None if it names none."""
        names: list[str] = []
        for row in _rows(self.record.get("ingredientRows")):
            name, *forms = _names_of(row)
            names += (form for form in forms if not source_names(form)) if is_only_magnesium(name) else (name, *forms)
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
            if plain(name) not in NO_INGREDIENTS and not is_only_magnesium(part)
        )
        return items if any(map(str.strip, others)) else (*items, NOT_STATED) if items else None

    def _sources(self, row: Mapping[str, Any]) -> Iterator[NamedSalt]:
        for name in _names_of(row):
            salts = source_names(name)
            yield from (named_salt(name, salt) for salt in salts)
            if not salts and name.strip() and not set(_token_kinds(name)) <= set("MEN"):
                yield NamedSalt(words=shortened(name).lower(), form=None)

    def _amount(self, row: Mapping[str, Any], kinds: str, quantity: Mapping[str, Any], size: Mapping[str, Any]) -> Line:
        number, unit = quantity.get("servingSizeQuantity"), _text_at(quantity, "servingSizeUnit")
        words, capsules = _serving_size(number, number, unit)
        if size and size.get("minQuantity") != size.get("maxQuantity"):
            words, capsules = _serving_size(size.get("minQuantity"), size.get("maxQuantity"), _text_at(size, "unit"))
        amount = _nanograms(quantity)
        has_daily_value = any(group.get("percent") for group in _objects(quantity.get("dailyValueTargetGroup")))
        indexes = amounts_in(f"{kinds}A{'P' if has_daily_value else ''}", nutrients=True)
        if amount is None or indexes is None:
            name = shortened(_text_at(row, "name"))
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
        return shortened(f"{short_repr(least)} to {short_repr(most)} {unit}"), None
    words = f"{format(number.normalize(), 'f')} {unit}"
    return shortened(words), capsules_in(words)


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
