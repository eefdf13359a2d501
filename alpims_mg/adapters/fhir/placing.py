"""Puts what the resources of a record state in its place: in a situation, in facts, or among what was not read."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final, TypeVar, final

from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder, NotRead, RecordFact
from alpims_mg.adapters.fhir.statements import (
    Found,
    MagnesiumStatement,
    OpenList,
    Skipped,
    StatedConditions,
    Statement,
    WholeList,
    sentences,
)
from alpims_mg.model.condition_texts import MOST_CONDITION_TEXTS, condition_key
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import FactList, KidneyFunction
from alpims_mg.rulebook.record_conditions import TOO_MANY
from alpims_mg.rulebook.record_lists import NOT_ALONE, TOTAL_UNKNOWN, UNDATED_RESULT
from alpims_mg.rulebook.record_medicines import MISSING_SWALLOWED

_CONDITIONS: Final[str] = FactList.CONDITIONS.value
_MEDICINES: Final[str] = FactList.MEDICINES.value
_LISTS: Final = (_CONDITIONS, _MEDICINES)
_OTHER_MAGNESIUM: Final = "other_magnesium"

Part = TypeVar("Part", Statement, Skipped, WholeList, MagnesiumStatement, OpenList)


@final
class Placing:
    """Where each finding of a record belongs. ``complete`` names the lists that the caller calls whole."""

    def __init__(self, found: Iterable[Found], complete: frozenset[FactList]) -> None:
        self._found = tuple(found)
        self._statements = self._all(Statement)
        self._values = {
            field: [one.value for one in self._statements if one.field == field]
            for field in ("age_years", _CONDITIONS, _MEDICINES, "egfr", "kidney", _OTHER_MAGNESIUM)
        }
        stated: list[StatedConditions] = self._values[_CONDITIONS]
        by_key: dict[str, str] = {}
        for text in (value.own_words for value in stated if value.own_words):
            by_key[condition_key(text)] = min(text, by_key.get(condition_key(text), text))
        self._own_words = tuple(sorted(by_key.values())[:MOST_CONDITION_TEXTS])
        self._own_places = {condition_key(text): place for place, text in enumerate(self._own_words)}
        self._medicines: tuple[Medicine, ...] = tuple(sorted(set(self._values[_MEDICINES]), key=_medicine_order))
        self._medicine_places = {medicine: place for place, medicine in enumerate(self._medicines)}
        self._magnesium = self._all(MagnesiumStatement)
        self._is_total_known = not any(
            one.daily is None and MISSING_SWALLOWED not in one.missing for one in self._magnesium
        )
        self._whole = self._whole_lists(complete)

    def _all(self, kind: type[Part]) -> tuple[Part, ...]:
        return tuple(one for one in self._found if isinstance(one, kind))

    def _whole_lists(self, complete: frozenset[FactList]) -> frozenset[str]:
        """The lists that are whole: nothing leaves them open, and nothing stands beside a statement of none."""
        none = {one.field for one in self._all(WholeList)}
        left_open = {one.field for one in self._all(OpenList)}
        if len(self._own_words) < len({condition_key(value.own_words) for value in self._values[_CONDITIONS]} - {""}):
            left_open.add(_CONDITIONS)
        named = {field for field in _LISTS if self._values[field]}
        if self._values[_OTHER_MAGNESIUM]:
            named.add(_MEDICINES)
        return frozenset((none | {str(of.value) for of in complete}) - left_open - (none & named))

    def situation(self, today: date) -> Situation:
        """The situation that the record states on a day. What it does not state is None."""
        conditions = frozenset(chain.from_iterable(value.conditions for value in self._values[_CONDITIONS]))
        kidney = [one for one in self._statements if one.field in {"egfr", "kidney"}]
        days = [one.day for one in kidney if one.day is not None]
        is_undated = any(one.day is None for one in kidney)
        partial = [of for of in FactList if self._values[of.value] and of.value not in self._whole]
        return Situation(
            age_years=_first(self._values["age_years"]),
            egfr=_first(self._values["egfr"]),
            kidney=KidneyFunction.NOT_ASSESSED if is_undated else _first(self._values["kidney"]),
            kidney_date=min(days, default=None),
            as_of=today if days else None,
            conditions=conditions if self._is_stated(_CONDITIONS) else None,
            other_conditions=self._own_words,
            medicines=self._medicines if self._is_stated(_MEDICINES) else None,
            other_magnesium=_first(self._values[_OTHER_MAGNESIUM]) if self._is_total_known else None,
            partial=partial,
        )

    def _is_stated(self, field: str) -> bool:
        return field in self._whole or bool(self._values[field])

    def facts(self) -> tuple[RecordFact, ...]:
        """The facts, sorted by their paths."""
        facts = chain(self._stated_facts(), self._none_facts())
        return tuple(sorted(facts, key=lambda fact: (fact.path, fact.reference)))

    def _stated_facts(self) -> Iterator[RecordFact]:
        for one in self._statements:
            path = self._path(one)
            if path is not None:
                undated = one.field == "egfr" and one.day is None
                doubts = sentences(*one.doubts, self._lost(one), UNDATED_RESULT if undated else None)
                yield RecordFact(path=path, words=one.words, reference=one.reference, date=one.day, doubts=doubts)

    def _none_facts(self) -> Iterator[RecordFact]:
        for one in self._all(WholeList):
            if one.field in self._whole:
                yield RecordFact(
                    path=one.field, words=one.words, reference=one.reference, date=one.day, doubts=one.doubts
                )

    def _path(self, one: Statement) -> str | None:
        """The place of a statement in the situation. None if it has none."""
        if one.field == _MEDICINES:
            return f"{one.field}[{self._medicine_places[one.value]}]"
        if one.field == _CONDITIONS:
            place = self._own_places.get(condition_key(one.value.own_words))
            own = None if place is None else f"other_conditions[{place}]"
            return ", ".join(filter(None, (one.field if one.value.conditions else None, own))) or None
        return None if one.field == _OTHER_MAGNESIUM and not self._is_total_known else one.field

    def _lost(self, one: Statement) -> str | None:
        """Says that the own words of a condition do not fit into the situation. None if they do."""
        if one.field != _CONDITIONS or not one.value.own_words:
            return None
        return None if condition_key(one.value.own_words) in self._own_places else TOO_MANY

    def not_read(self) -> tuple[NotRead, ...]:
        """What states no fact, sorted by its references."""
        parts = chain(
            ((one.reference, one.words, one.why) for one in self._all(Skipped)),
            ((one.reference, one.words, NOT_ALONE) for one in self._all(WholeList) if one.field not in self._whole),
            (
                (one.reference, one.words, TOTAL_UNKNOWN if one.field == _OTHER_MAGNESIUM else TOO_MANY)
                for one in self._statements
                if self._path(one) is None
            ),
        )
        return tuple(NotRead(reference=reference, words=words, why=why) for reference, words, why in sorted(parts))

    def magnesium_orders(self) -> tuple[MagnesiumOrder, ...]:
        """The orders that give magnesium, sorted by their references."""
        return tuple(
            MagnesiumOrder(
                reference=one.reference, words=one.words, product=one.product, daily=one.daily, missing=one.missing
            )
            for one in sorted(self._magnesium, key=lambda one: one.reference)
        )


def _first(values: list[Any]) -> Any:
    return values[0] if values else None


def _medicine_order(medicine: Medicine) -> tuple[Any, ...]:
    magnesium = medicine.magnesium.nanograms if medicine.magnesium else 0
    codes = (medicine.atc or "", medicine.rxnorm or "", str(medicine.route))
    return (str(medicine).casefold(), str(medicine), *codes, medicine.taken_at, magnesium)
