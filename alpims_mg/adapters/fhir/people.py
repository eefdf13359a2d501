"""Reads who the record is about: one patient only, alive or not, and how old."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.statements import Found, Skipped, Statement, sentences
from alpims_mg.adapters.fhir.values import code_of, days_of, items, mapping, stated, text_of, whole_years
from alpims_mg.assessment.screening import age_band
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.rulebook.ages import ADULTS
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.record_conditions import (
    NO_BIRTH_DATE,
    NO_POSSIBLE_AGE,
    OTHER_AGE,
    PATIENT_NOT_IN_USE,
    PATIENT_REPLACED,
    TWO_AGES,
)

_OLDEST: Final = 130
_SUBJECTS: Final = ("subject", "patient", "focus")
_OTHERS: Final = frozenset({"Device", "Group", "Location", "Organization", "Practitioner", "RelatedPerson"})
_SUBJECT_TYPES: Final = (
    *("AllergyIntolerance", "Composition", "Condition", "List", "MedicationAdministration", "MedicationDispense"),
    *("MedicationOrder", "MedicationRequest", "MedicationStatement", "MedicationUsage", "Observation"),
)
_MOST_SHOWN: Final = 5
_COUNT: Final = re.compile(r" \([0-9]+\)$")
"""The end of the reference of a second resource with the same id."""
_LONGEST_NAME: Final = 200


@final
class Person(NamedTuple):
    """The person whom a record is about.

    ``found`` says what the Patient resources state. ``others`` has the references of resources that are about someone
    or something else, such as a group or a device.
    """

    found: tuple[Found, ...]
    dead: bool
    died: date | None
    others: frozenset[str]


def read_person(record: Record) -> Person:
    """Read the Patient of a record, and check that all resources are about one person.

    Raises: ``InvalidInputError`` if the record is about several patients. The fault has their references.

    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> patient = {"resourceType": "Patient", "id": "7", "birthDate": "1984-07-02"}
    >>> read_person(open_record(patient, today=date(2026, 11, 22))).found[0].value
    42
    """
    patients = record.of("Patient")
    others: set[str] = set()
    named: dict[str, None] = dict.fromkeys(filter(None, map(_patient_key, patients)))
    for entry in record.of(*_SUBJECT_TYPES):
        for reference in _references(entry):
            key = _subject_key(record, entry, reference, named)
            if key is None:
                others.add(entry.reference)
            elif key:
                named[key] = None
    _check_one_person(record, patients, tuple(named))
    return Person(
        found=tuple(_found(record, patients)),
        dead=any(_is_dead(entry.body) for entry in patients),
        died=next(filter(None, (_day_of_death(entry.body) for entry in patients)), None),
        others=frozenset(others),
    )


def _references(entry: Entry) -> Iterator[Mapping[str, Any]]:
    for name in _SUBJECTS:
        if name in entry.body:
            yield from map(mapping, items(entry.body[name]))


def _patient_key(entry: Entry) -> str:
    """The reference of a Patient, the same for its versions. Empty for a contained one, which has no name elsewhere."""
    return "" if "#" in entry.reference else entry.reference.partition(" ")[0]


def _subject_key(record: Record, entry: Entry, reference: Mapping[str, Any], named: Mapping[str, None]) -> str | None:
    """The patient whom a reference names. Empty if it does not tell. None if it names something else."""
    found = record.resolve(reference, entry)
    if found is not None:
        return _patient_key(found) if found.type == "Patient" else None
    text = text_of(reference.get("reference")).partition("/_history/")[0]
    path, _, id_ = text.rpartition("/")
    type_ = path.rpartition("/")[2]
    if type_ in _OTHERS or code_of(reference.get("type")) in {name.lower() for name in _OTHERS}:
        return None
    if text.startswith("urn:"):
        known = f"Patient/{text.rpartition(':')[2]}"
        return known if known in named else text
    return f"Patient/{id_}" if type_ == "Patient" and id_ and "?" not in id_ else ""


def _check_one_person(record: Record, patients: tuple[Entry, ...], keys: tuple[str, ...]) -> None:
    """Refuse several patients. Patients that a link joins are one person.

    A contained patient, or two with one id, are another person if the birth dates differ.
    """
    links: dict[str, set[str]] = {}
    for entry in patients:
        for link in items(entry.body.get("link")):
            key, other = _patient_key(entry), _subject_key(record, entry, mapping(mapping(link).get("other")), {})
            if key and other:
                links.setdefault(key, set()).add(other)
                links.setdefault(other, set()).add(key)
    joined: set[str] = set()
    waiting = list(keys[:1])
    while waiting:
        key = waiting.pop()
        if key not in joined:
            joined.add(key)
            waiting += links.get(key, ())
    births = {text_of(stated(entry.body, "birthDate")) for entry in patients} - {""}
    unclear = [entry.reference for entry in patients if "#" in entry.reference or " " in entry.reference]
    if joined.issuperset(keys) and not (unclear and len(births) > 1):
        return
    names = sorted({*keys, *unclear})
    shown = ", ".join(map(_shown, names[:_MOST_SHOWN])) + (", ..." if len(names) > _MOST_SHOWN else "")
    expected, fix = "the record of one patient", "read the record of each patient by itself"
    raise InvalidInputError(Fault(path="bundle", expected=expected, actual=f"several: {shown}", fix=fix))


def _shown(name: str) -> str:
    """A reference for an error. What is no reference is not shown: it may be a name."""
    is_reference = " " not in _COUNT.sub("", name)
    return name if len(name) <= _LONGEST_NAME and is_reference else "a patient without an id"


def _is_dead(body: Mapping[str, Any]) -> bool:
    return stated(body, "deceasedBoolean") is True or bool(text_of(stated(body, "deceasedDateTime")))


def _day_of_death(body: Mapping[str, Any]) -> date | None:
    days = days_of(stated(body, "deceasedDateTime"))
    return days.first if days and days.first == days.last else None


def _found(record: Record, patients: tuple[Entry, ...]) -> Iterator[Found]:
    current = [entry for entry in patients if not _is_replaced(entry.body)] or patients
    ages = {entry.reference: _age(entry.body, record.today) for entry in current}
    values = {value for value, _ in ages.values() if value is not None}
    for entry in patients:
        birth = text_of(stated(entry.body, "birthDate"))
        words = f"born {birth}" if birth else ""
        if entry.reference not in ages:
            yield Skipped(entry.reference, words, PATIENT_REPLACED)
            continue
        value, doubt = ages[entry.reference]
        if value is None:
            yield Skipped(entry.reference, words, doubt or NO_BIRTH_DATE)
        elif len(values) > 1:
            yield Skipped(entry.reference, words, OTHER_AGE)
        else:
            inactive = stated(entry.body, "active") is False
            doubts = sentences(doubt, PATIENT_NOT_IN_USE if inactive else None)
            yield Statement("age_years", value, words, entry.reference, None, doubts)


def _is_replaced(body: Mapping[str, Any]) -> bool:
    return any(code_of(mapping(link).get("type")) == "replaced-by" for link in items(body.get("link")))


def _age(body: Mapping[str, Any], today: date) -> tuple[int | None, str | None]:
    """The age in whole years, and a doubt, or why there is none.

    A birth date without a day can mean two ages. If every rule treats both alike, the stricter end counts: the older
    one for adults, the younger one for children.
    """
    birth = days_of(stated(body, "birthDate"))
    if birth is None:
        return None, None
    oldest, youngest = (whole_years(day, today) for day in birth)
    if youngest < 0 or oldest > _OLDEST:
        return None, NO_POSSIBLE_AGE.format(oldest=_OLDEST)
    if oldest == youngest:
        return oldest, None
    band = age_band(oldest, CURRENT)
    doubt = TWO_AGES.format(youngest=youngest, oldest=oldest)
    if age_band(youngest, CURRENT) is not band:
        return None, doubt
    return (oldest if band in ADULTS else youngest), doubt
