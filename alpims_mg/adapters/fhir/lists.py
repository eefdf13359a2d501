"""Reads what a record says about its own lists: that one is empty for a reason, and what only a list names."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from alpims_mg.adapters.fhir.absences import none_stated
from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.statements import Found, OpenList, Skipped
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
    IN_PART_REASON,
    IN_PART_REASONS,
    LIST_CODES,
    LIST_NOT_CURRENT,
    LIST_WARNED,
    LIST_WARNINGS,
    OTHER_LIST_CODES,
    REMOVED,
    TEXT_ALONE,
)

_LISTS: Final = {code: of for code, of, _ in LIST_CODES}
_OTHERS: Final = {code: lists for code, lists, _ in OTHER_LIST_CODES}
_IN_PART_REASONS: Final = frozenset(code for code, _ in IN_PART_REASONS)
_NAMED: Final = ("condition", "medication", "allergyintolerance")
"""How the types of resources begin that an unknown section may list."""
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
        against = DATED_LATER if day is not None and day > record.today else None
        yield from _empty(entry, words, day, against, record.today, is_current=is_current)
    elif is_current and _is_warned(body):
        yield Skipped(entry.reference, words, LIST_WARNED)
        yield from _open_all(body, entry.reference)


def _empty(
    entry: Entry, words: str, day: date | None, against: str | None, today: date, *, is_current: bool
) -> Iterator[Found]:
    """What a list or a section without entries states. It may state that it is whole, or in part, or a text only."""
    of = _list_of(entry.body.get("code"))
    if not is_current:
        yield Skipped(entry.reference, words, EMPTY_WITHOUT_REASON)
    elif why := _in_part(entry.body):
        yield Skipped(entry.reference, words, why)
        yield from _open_all(entry.body, entry.reference)
    elif of is not None and _is_none(entry.body):
        yield none_stated(entry, of, words, against, day, today)
    elif _has_text(entry):
        yield Skipped(entry.reference, words, TEXT_ALONE)
        yield from _open_all(entry.body, entry.reference)
    elif entry.type == "List":
        yield Skipped(entry.reference, words, EMPTY_WITHOUT_REASON)


def _in_part(body: Mapping[str, Any]) -> str | None:
    """Why something may be missing in a list without entries. None if it does not say so."""
    if _is_warned(body):
        return LIST_WARNED
    reasons = {coding.code for coding in codings(stated(body, "emptyReason"))}
    return None if reasons.isdisjoint(_IN_PART_REASONS) else IN_PART_REASON


def _is_warned(body: Mapping[str, Any]) -> bool:
    return any(code_of(mapping(one).get("url")).endswith(LIST_WARNINGS) for one in items(body.get("extension")))


def _has_text(entry: Entry) -> bool:
    """Whether a section has a text. That of a List repeats its entries, and says that there is none."""
    return entry.type == "Composition" and bool(text_of(mapping(entry.body.get("text")).get("div")))


def _open_all(body: Mapping[str, Any], reference: str) -> Iterator[Found]:
    """The lists of which a list or section may lack something: both, if its code is none that is known."""
    for of in _lists_of(body) or tuple(FactList):
        yield OpenList(of.value, reference)


def _lists_of(body: Mapping[str, Any]) -> tuple[FactList, ...]:
    """The lists that a list or section may name something of. Empty if its code is none that is known."""
    of = _list_of(body.get("code"))
    found = (_OTHERS[coding.code] for coding in codings(body.get("code")) if coding.code in _OTHERS)
    return next(found, ()) if of is None else (of,)


def _open(item: Mapping[str, Any], of: FactList | None, reference: str) -> Iterator[Found]:
    """The lists that may hold what only a list names."""
    type_ = _type_of(item)
    if type_ == "condition" or (not type_ and of is not FactList.MEDICINES):
        yield OpenList(FactList.CONDITIONS.value, reference)
    if type_.startswith("medication") or (not type_ and of is not FactList.CONDITIONS):
        yield OpenList(FactList.MEDICINES.value, reference)


def _type_of(item: Mapping[str, Any]) -> str:
    """The type of a resource that a reference names, in lower case. Empty if it does not tell."""
    return code_of(item.get("type")) or text_of(item.get("reference")).rpartition("/")[0].rpartition("/")[2].lower()


def _composition(record: Record, entry: Entry) -> Iterator[Found]:
    day = partial_date(stated(entry.body, "date"))
    is_current = code_of(stated(entry.body, "status")) in _CURRENT and not (day is not None and day > record.today)
    waiting = _sections(entry.reference, entry.body) if is_current else []
    while waiting:
        place, section = waiting.pop()
        inner = _sections(place, section)
        waiting += inner
        lists = _lists_of(section)
        rows = items(section.get("entry"))
        if lists and not rows and not inner:
            words = text_of(stated(section, "title")) or concept_words(section.get("code"))
            part = Entry(place, entry.type, section)
            yield from _empty(part, words, day, None, record.today, is_current=True)
        for i, item in enumerate(map(mapping, rows)):
            if (lists or _type_of(item).startswith(_NAMED)) and record.resolve(item, entry) is None:
                reference = f"{place}.entry[{i}]"
                yield Skipped(reference, text_of(item.get("display")), ENTRY_ALONE)
                yield from _open(item, next(iter(lists), None), reference)


def _sections(place: str, body: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(f"{place}.section[{i}]", mapping(section)) for i, section in enumerate(items(body.get("section")))]
