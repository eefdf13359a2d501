"""Names the allergies and intolerances of a record. A situation has no place for them."""

from collections.abc import Iterator
from typing import Final

from alpims_mg.adapters.fhir.absences import is_no_information
from alpims_mg.adapters.fhir.bundles import Record
from alpims_mg.adapters.fhir.statements import Found, Skipped
from alpims_mg.adapters.fhir.values import codings, concept_words, items, mapping, stated
from alpims_mg.rulebook.record_lists import ALLERGY, NO_ALLERGY, NO_ALLERGY_CODES, NOTHING_KNOWN

_NO_ALLERGY: Final = frozenset(code for code, _ in NO_ALLERGY_CODES)


def read_allergies(record: Record) -> Iterator[Found]:
    """Yield each AllergyIntolerance of a record by its name, and why it states no fact.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> body = {"resourceType": "AllergyIntolerance", "id": "1", "code": {"text": "Citrus"}}
    >>> next(read_allergies(open_record(body, today=date(2026, 3, 1)))).words
    'Citrus'
    """
    for entry in record.of("AllergyIntolerance"):
        found = codings(stated(entry.body, "code"))
        words = concept_words(stated(entry.body, "code")) or concept_words(stated(entry.body, "substance"))
        for reaction in items(entry.body.get("reaction")):
            words = words or concept_words(mapping(reaction).get("substance"))
        if any(coding.code in _NO_ALLERGY for coding in found):
            yield Skipped(entry.reference, words, NO_ALLERGY)
        else:
            yield Skipped(entry.reference, words, NOTHING_KNOWN if is_no_information(found) else ALLERGY)
