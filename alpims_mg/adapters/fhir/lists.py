"""Reads what a record says about its own lists: that one is empty for a reason, and what only a list names."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from alpims_mg.adapters.fhir.absences import none_stated
from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.statements import Found, OpenList, Skipped, WholeList
from alpims_mg.adapters.fhir.values import (
    code_of,
    codings,
    concept_words,
    items,
    mapping,
    partial_date,
    stated,
    text_of,
)
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.record_lists import (
    DATED_LATER,
    DELETED,
    EMPTY_BECAUSE_NONE,
    EMPTY_WITHOUT_REASON,
    ENTRY_ALONE,
    LIST_CODES,
    LIST_NOT_CURRENT,
    REMOVED,
)

_LISTS: Final = {code: of for code, of, _ in LIST_CODES}
_CURRENT: Final = ("", "current", "final", "amended", "corrected", "preliminary")


def read_lists(record: Record) -> Iterator[Found]:
    """Yield what a record says about its lists of conditions and medicines.

    An entry of a List whose resource is in the record has no line of its own: the resource has one.

    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> code = {"coding": [{"system": "http://loinc.org", "code": "11450-4"}]}
    >>> record = open_record(
    ...     {"resourceType": "List", "id": "1", "code": code, "emptyReason": {"coding": [{"code": "nilknown"}]}},
    ...     today=date(2026, 3, 1),
    ... )
    >>> next(read_lists(record)).field
    'conditions'
    """
    for entry in record.of("List"):
        yield from _list(record, entry)
    for entry in record.of("Composition"):
        yield from _composition(record, entry)
    for reference in record.deleted:
        yield Skipped(reference, "", DELETED)


# --- Lists and sections
def _list_of(codes: object) -> FactList | None:
    return next((_LISTS[coding.code] for coding in codings(codes) if coding.code in _LISTS), None)


def _is_none(body: Mapping[str, Any]) -> bool:
    return any(coding.code in EMPTY_BECAUSE_NONE for coding in codings(stated(body, "emptyReason")))


def _list(record: Record, entry: Entry) -> Iterator[Found]:
    body = entry.body
    words = text_of(stated(body, "title")) or concept_words(body.get("code"))
    day = partial_date(stated(body, "date"))
    rows = items(body.get("entry"))
    of = _list_of(body.get("code"))
    is_current = code_of(stated(body, "status")) in _CURRENT and code_of(stated(body, "mode")) != "changes"
    for i, row in enumerate(rows):
        item = mapping(mapping(row).get("item"))
        if record.resolve(item, entry) is None:
            reference, shown = f"{entry.reference}.entry[{i}]", text_of(item.get("display"))
            if stated(mapping(row), "deleted") is True:
                yield Skipped(reference, shown, REMOVED)
            elif is_current:
                yield Skipped(reference, shown, ENTRY_ALONE)
                yield from _open(item, of, reference)
            else:
                yield Skipped(reference, shown, LIST_NOT_CURRENT)
    if not rows:
        yield _empty(entry, of if is_current and _is_none(body) else None, words, day, record.today)


def _empty(entry: Entry, of: FactList | None, words: str, day: date | None, today: date) -> Found:
    if of is None:
        return Skipped(entry.reference, words, EMPTY_WITHOUT_REASON)
    return none_stated(entry, of, words, DATED_LATER if day is not None and day > today else None, day, today)


def _open(item: Mapping[str, Any], of: FactList | None, reference: str) -> Iterator[Found]:
    """The lists that may hold what only a list names."""
    type_ = code_of(item.get("type")) or text_of(item.get("reference")).rpartition("/")[0].rpartition("/")[2].lower()
    if type_ == "condition" or (not type_ and of is not FactList.MEDICINES):
        yield OpenList(FactList.CONDITIONS.value, reference)
    if type_.startswith("medication") or (not type_ and of is not FactList.CONDITIONS):
        yield OpenList(FactList.MEDICINES.value, reference)


def _composition(record: Record, entry: Entry) -> Iterator[Found]:
    day = partial_date(stated(entry.body, "date"))
    is_current = code_of(stated(entry.body, "status")) in _CURRENT and not (day is not None and day > record.today)
    waiting = _sections(entry.reference, entry.body) if is_current else []
    while waiting:
        place, section = waiting.pop()
        inner = _sections(place, section)
        waiting += inner
        of = _list_of(section.get("code"))
        rows = items(section.get("entry"))
        if of is not None and not rows and not inner and _is_none(section):
            words = text_of(stated(section, "title")) or concept_words(section.get("code"))
            yield none_stated(Entry(place, entry.type, section), of, words, None, day, record.today)
        for i, item in enumerate(rows):
            if of is not None and record.resolve(item, entry) is None:
                reference = f"{place}.entry[{i}]"
                yield Skipped(reference, text_of(mapping(item).get("display")), ENTRY_ALONE)
                yield from _open(mapping(item), of, reference)


def _sections(place: str, body: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(f"{place}.section[{i}]", mapping(section)) for i, section in enumerate(items(body.get("section")))]
