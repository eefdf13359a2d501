"""Reads a record of the NIH Dietary Supplement Label Database, as ``lines``."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any, NamedTuple, cast, final

import attrs

from alpims_mg._internal.messages import as_it_is, say
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import short_repr
from alpims_mg._internal.words import plain, seen
from alpims_mg.labels.checks import contradiction, percentage_contradiction, percentage_fits
from alpims_mg.labels.lines import NO_MAGNESIUM, NOT_STATED, UNKNOWN_SERVING, Line, NamedSalt, named_salt, shortened
from alpims_mg.labels.lists import ingredients_in, is_only_magnesium
from alpims_mg.labels.patterns import other_people_pattern
from alpims_mg.labels.shapes import amounts_in
from alpims_mg.labels.tokens import (
    capsules_in,
    exact_nanograms_of,
    label_text,
    label_tokens,
    source_names,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.amounts import Contradiction
from alpims_mg.rulebook.labels.salts import WHOLE, ShareNumber
from alpims_mg.rulebook.labels.words import NO_INGREDIENTS

_MOST_LEVELS = 20
_LARGEST_NUMBER = 10**12


@final
@attrs.frozen(kw_only=True)
class LabelRecord:
    """A record of the NIH label database, as parsed from its JSON. A malformed part counts as not stated."""

    record: Mapping[str, Any]

    __repr__ = one_line_repr

    def lines(self, rulebook: Rulebook) -> Iterator[Line]:
        """Yields a ``Line`` for the sources in each magnesium row, each amount, and each serving without an amount."""
        sizes = {_serving_order(size, "order"): size for size in _objects(self.record.get("servingSizes"))}
        with_amount: set[object] = set()
        amounts: list[RecordAmount] = []
        for row in _rows(self.record.get("ingredientRows")):
            kinds = _token_kinds(_text_at(row, "name"))
            if "M" not in kinds and "S" not in kinds:
                continue
            yield Line(named=tuple(self._sources(row)))
            for quantity in _objects(row.get("quantity")):
                order = _serving_order(quantity, "servingSizeOrder")
                with_amount.add(order)
                amounts.append(_amount(row, kinds, quantity, sizes))
        yield from _checked_amounts(amounts, rulebook)
        for order, size in sizes.items():
            if order not in with_amount:
                words, capsules = _serving_size(
                    size.get("minQuantity"), size.get("maxQuantity"), _text_at(size, "unit")
                )
                notes = _text_at(size, "notes")
                yield Line(words=shortened(f"{words}; {notes}" if notes else words), capsules=capsules, serves=True)
        if not amounts and not any("M" in kinds or "S" in kinds for kinds in map(_token_kinds, self._all_names())):
            why = say("view.label", "the record names no magnesium that could be a dose")
            yield Line(not_read=NotChecked(path=NO_MAGNESIUM, because=why))

    def _all_names(self) -> Iterator[str]:
        for row in _rows(self.record.get("ingredientRows")):
            yield from _names_of(row)

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


@final
class RecordAmount(NamedTuple):
    """An amount in a record: the name and the kinds of its row, its serving, and the percentages beside it.

    ``nanograms`` is None if the amount is not exact. ``elemental`` and ``compound`` tell whose amount it is.
    """

    name: str
    kinds: str
    words: str
    capsules: int | None
    nanograms: int | None
    shares: tuple[Fraction, ...]
    elemental: bool
    compound: bool


def _amount(
    row: Mapping[str, Any],
    kinds: str,
    quantity: Mapping[str, Any],
    sizes: Mapping[int | str | None, Mapping[str, Any]],
) -> RecordAmount:
    words, capsules = _serving_of(quantity, sizes)
    shares = tuple(_percentages(quantity))
    indexes = amounts_in(f"{kinds}A{'P' if shares else ''}", nutrients=True) or (None, None)
    return RecordAmount(
        name=shortened(_text_at(row, "name")),
        kinds=kinds,
        words=words,
        capsules=capsules,
        nanograms=_nanograms(quantity),
        shares=shares,
        elemental=indexes[0] is not None,
        compound=indexes[1] is not None,
    )


def _serving_of(
    quantity: Mapping[str, Any], sizes: Mapping[int | str | None, Mapping[str, Any]]
) -> tuple[str, int | None]:
    """What an amount is stated for: its text, and the number of units. None if the record states it in two ways.

    An amount that states no serving is for the only serving of the record.
    """
    order = _serving_order(quantity, "servingSizeOrder")
    only: Mapping[str, Any] = next(iter(sizes.values())) if len(sizes) == 1 and order is None else {}
    size = sizes.get(order, only)
    number, unit = quantity.get("servingSizeQuantity"), _text_at(quantity, "servingSizeUnit")
    stated = _serving_size(size.get("minQuantity"), size.get("maxQuantity"), _text_at(size, "unit"))
    if not size:
        return _serving_size(number, number, unit) if number is not None else (UNKNOWN_SERVING, None)
    if number is None or size.get("minQuantity") != size.get("maxQuantity"):
        return stated
    words, capsules = _serving_size(number, number, unit)
    return (words, capsules) if capsules == stated[1] or None in (capsules, stated[1]) else (words, None)


def _percentages(quantity: Mapping[str, Any]) -> Iterator[Fraction]:
    """Yields the percentages of the daily value of adults. Those of small children refer to another amount."""
    for group in _objects(quantity.get("dailyValueTargetGroup")):
        percent = _decimal(group.get("percent"))
        if percent and group.get("operator", "=") == "=" and not other_people_pattern().search(_text_at(group, "name")):
            yield Fraction(percent)


def _checked_amounts(amounts: list[RecordAmount], rulebook: Rulebook) -> Iterator[Line]:
    """Yields a ``Line`` for each amount. Amounts that contradict each other, or their percentages, are not read."""
    for words in dict.fromkeys(amount.words for amount in amounts):
        own = [amount for amount in amounts if amount.words == words]
        swapped = [amount for amount in own if "S" in amount.kinds and "M" not in amount.kinds and amount.shares]
        plain = [amount for amount in own if amount.elemental and not amount.shares]
        if swapped and plain:
            yield _crossed_line(swapped, plain, rulebook)
            continue
        for amount in own:
            yield _amount_line(amount, rulebook)


def _crossed_line(swapped: list[RecordAmount], plain: list[RecordAmount], rulebook: Rulebook) -> Line:
    """A line for amounts whose rows are crossed: the row of the salt has the percentage of the daily value.

    Two amounts that fit the percentage and the salt have changed places. Other amounts are not read.
    """
    salt, magnesium = swapped[0], plain[0]
    elemental, compound = salt.nanograms, magnesium.nanograms
    line = Line(words=salt.words, capsules=salt.capsules, serves=True)
    if len(swapped) == len(plain) == 1 and elemental and compound and elemental < compound:
        salts = [rulebook.salts[one].then for name in source_names(salt.name) for one in name.salts]
        tolerance = rulebook.share_numbers[ShareNumber.TOLERANCE_PER_CENT].then
        fits_salt = salts and (
            compound * min(one.least for one in salts) * (100 - tolerance)
            <= elemental * WHOLE * 100
            <= compound * max(one.most for one in salts) * (100 + tolerance)
        )
        if fits_salt and all(percentage_fits(elemental, share, rulebook) for share in salt.shares):
            return line._replace(elemental=elemental, compound=compound)
    why = contradiction(Contradiction.CROSSED, (("words", f"{magnesium.name}, {salt.name}"),), rulebook)
    return line._replace(not_read=why, contradicts=True)


def _amount_line(amount: RecordAmount, rulebook: Rulebook) -> Line:
    line = Line(words=amount.words, capsules=amount.capsules, serves=True)
    if amount.nanograms is None or not (amount.elemental or amount.compound):
        why = say(
            "view.label",
            "{words}: the amount is not exact, or may be that of magnesium or of its compound",
            words=as_it_is(amount.name),
        )
        return line._replace(not_read=NotChecked(path="label.rows", because=why))
    elementals = (amount.nanograms,) if amount.elemental else ()
    wrong = percentage_contradiction(amount.name, elementals, amount.shares, rulebook)
    if wrong:
        return line._replace(not_read=wrong, contradicts=True)
    return line._replace(
        elemental=amount.nanograms if amount.elemental else None,
        compound=amount.nanograms if amount.compound else None,
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
