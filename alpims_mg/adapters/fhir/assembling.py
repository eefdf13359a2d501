"""Reads a whole record: its person, and what each resource says, as one situation with a list of what was not read."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from typing import Final

from alpims_mg._internal.validation import as_tuple, check_each, short_repr
from alpims_mg.adapters.fhir.allergies import read_allergies
from alpims_mg.adapters.fhir.bundles import Record, open_record
from alpims_mg.adapters.fhir.conditions import read_conditions
from alpims_mg.adapters.fhir.kidney_results import read_kidney
from alpims_mg.adapters.fhir.lists import read_lists
from alpims_mg.adapters.fhir.medicine_orders import read_medicines
from alpims_mg.adapters.fhir.people import read_person
from alpims_mg.adapters.fhir.placing import Placing
from alpims_mg.adapters.fhir.pregnancies import is_about_pregnancy, read_pregnancies
from alpims_mg.adapters.fhir.result_names import result_name
from alpims_mg.adapters.fhir.results import Reading
from alpims_mg.adapters.fhir.searches import read_searches
from alpims_mg.adapters.fhir.serum_results import read_serum
from alpims_mg.adapters.fhir.statements import Found, MagnesiumStatement, OpenList, Skipped
from alpims_mg.adapters.fhir.translations import Translate
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.record_conditions import OTHER_SUBJECT

_LISTS: Final = {of.value: of for of in FactList}


def read(
    bundle: object,
    *,
    today: date,
    complete: Collection[str] = frozenset(),
    translate: Translate | None = None,
) -> Reading:
    """Read the record of one person, in FHIR R4 or R5, into the facts of a situation on a day.

    ``bundle`` is JSON text, its bytes, or the Python objects that it stands for: a Bundle of any type, a list of
    resources, or one resource. ``complete`` names the lists that the record holds in full: ``conditions``,
    ``medicines`` or both. Without that, and without such a statement in the record, a list counts as partly stated.
    ``translate`` says what a ``Coding`` of the clinic means: for a condition it returns a ``Condition``, for a medicine
    a ``Medicine``, and None for a code that it does not know.

    Raises: ``InvalidInputError`` if this is no FHIR, or if it is about several patients. Errors of ``translate`` pass
    through. No error repeats a text of the record, except the references of resources.

    >>> patient = {"resourceType": "Patient", "id": "7", "birthDate": "1984-07-02"}
    >>> code = {"coding": [{"system": "http://snomed.info/sct", "code": "709044004"}]}
    >>> status = {"coding": [{"code": "active"}]}
    >>> condition = {"resourceType": "Condition", "id": "8", "code": code, "clinicalStatus": status}
    >>> reading = read([patient, condition], today=date(2026, 11, 22))
    >>> reading.situation.age_years, sorted(map(str, reading.situation.conditions)), reading.situation.whole_conditions
    (42, ['kidney-disease'], None)
    """
    whole = _complete(complete)
    record = open_record(bundle, today=today)
    person = read_person(record)
    others = _about_others(record.only(person.others), translate) if person.others else ()
    about_person = record.without(person.others | _other_results(record))
    placing = Placing(chain(person.found, _found(about_person, translate), others), whole)
    return Reading(
        situation=None if person.dead else placing.situation(today),
        facts=placing.facts(),
        not_read=placing.not_read(),
        magnesium_orders=placing.magnesium_orders(),
        dead=person.dead,
        died=person.died,
    )


def _complete(complete: Collection[str]) -> frozenset[FactList]:
    """The lists that are whole. A word that names none is a fault."""
    names = as_tuple(complete)
    raise_if_any(check_each("complete", names, _a_list))
    return frozenset(_LISTS[name] for name in names)


def _a_list(path: str, value: object) -> Fault | None:
    if isinstance(value, str) and value in _LISTS:
        return None
    words = " or ".join(_LISTS)
    return Fault(path=path, expected=words, actual=short_repr(value), fix="name the lists that the record holds whole")


def _other_results(record: Record) -> frozenset[str]:
    """The observations that no reader asks about. Most observations of a record are of this kind."""
    return frozenset(
        entry.reference
        for entry in record.of("Observation")
        if result_name(entry) is None and not is_about_pregnancy(entry)
    )


def _found(record: Record, translate: Translate | None) -> Iterator[Found]:
    return chain(
        read_conditions(record, translate),
        read_pregnancies(record),
        read_medicines(record, translate),
        read_kidney(record),
        read_serum(record),
        read_allergies(record),
        read_lists(record),
        read_searches(record),
    )


def _about_others(record: Record, translate: Translate | None) -> Iterator[Skipped]:
    """What is not about the patient. Nothing of it counts."""
    for one in _found(record, translate):
        if not isinstance(one, OpenList | MagnesiumStatement):
            yield Skipped(one.reference, one.words, OTHER_SUBJECT)
