"""Builds converters for the library's types. Reads and writes whole JSON texts with one of them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from cattrs import BaseConverter, Converter

from alpims_mg._internal.validation import an_instance, short_repr
from alpims_mg.courses.comparison import Comparable
from alpims_mg.courses.diary import Course, Diary
from alpims_mg.courses.joint_reviews import JointDiary
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.review_types import Review
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Decision, plan_or_draft
from alpims_mg.model.plans import DosePlan, Plan
from alpims_mg.model.proposals import Case, DayCase
from alpims_mg.model.provenance import Certainty, Citation, SourceKind
from alpims_mg.model.quantities import Compound, Elemental, Portion
from alpims_mg.model.vocabulary import Word
from alpims_mg.wire.classes import CLASSES, UNIONS, FlatCitation
from alpims_mg.wire.faults import repeated_key_faults, wrong_type_error
from alpims_mg.wire.reading import class_reader, mass_reader, nest_citation, read_portion, union_reader, word_reader
from alpims_mg.wire.text import load_json
from alpims_mg.wire.writing import class_writer, flatten_citation


def make_converter() -> Converter:
    """A new ``cattrs`` converter for every type of the library that has a JSON form.

    >>> make_converter().unstructure(Elemental.mg("62.5"))
    '62.5'
    """
    converter = Converter()
    register_hooks(converter)
    return converter


def register_hooks(converter: Converter) -> None:
    """Register the types of this library with a converter. The conversion of other types does not change.

    Structuring then raises ``InvalidInputError`` with every fault of the input, each with its path.

    >>> from alpims_mg import Zone
    >>> converter = Converter()
    >>> register_hooks(converter)
    >>> print(converter.structure("green", Zone))
    green
    """
    raise_if_any((an_instance("converter", converter, BaseConverter, example="cattrs.Converter()"),))
    converter.register_structure_hook_func(_is_word, lambda value, kind: word_reader(kind)(value))
    converter.register_unstructure_hook_func(_is_word, lambda word: word.value)
    for mass in (Elemental, Compound):
        converter.register_structure_hook(mass, lambda value, kind: mass_reader(kind)(value))
        converter.register_unstructure_hook(mass, lambda amount: amount.format_mg())
    converter.register_structure_hook(Portion, lambda value, _: read_portion(value))
    converter.register_unstructure_hook(Portion, str)
    for kind in CLASSES:
        converter.register_structure_hook(kind, class_reader(kind, converter.structure))
        converter.register_unstructure_hook(kind, class_writer(kind, converter.unstructure))
    converter.register_structure_hook(
        Citation, lambda value, _: nest_citation(converter.structure(value, FlatCitation))
    )
    converter.register_unstructure_hook(Citation, lambda cite: converter.unstructure(flatten_citation(cite)))
    for union, (tag, members) in UNIONS.items():
        converter.register_structure_hook(union, union_reader(tag, members, converter.structure))
        converter.register_unstructure_hook(union, converter.unstructure)


def read_case(data: bytes | str) -> Case:
    """Read the JSON text of a case: the situation of a person, and the proposal.

    Raises: ``InvalidInputError`` with every fault of the text: broken UTF-8 or JSON, unknown, repeated or missing keys,
    and values of another type.

    >>> case = read_case('''{"situation": {"zone": "green"},
    ...                      "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}}}''')
    >>> print(case.situation.zone)
    green
    """
    return _converter().structure(load_json(data), Case)


def read_day_case(data: bytes | str) -> DayCase:
    """Read the JSON text of a case with a ``routine``: the times of waking, sleeping and meals.

    Raises: ``InvalidInputError`` as ``read_case`` does.

    >>> case = read_day_case('''{"situation": {},
    ...                          "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}},
    ...                          "routine": {"wakes": "07:00", "sleeps": "23:00", "dinner": "18:30"}}''')
    >>> print(case.routine)
    awake from 07:00 to 23:00, dinner at 18:30
    """
    return _converter().structure(load_json(data), DayCase)


def read_diary(data: bytes | str) -> Diary:
    """Read the JSON text of a diary: the first case of the course, its first day, the review day and the check-ins.

    ``changes`` holds changes of the product or of the target, each with its day (``on``) and its proposal.

    Raises: ``InvalidInputError`` as ``read_case`` does.

    >>> diary = read_diary('''{"situation": {},
    ...                        "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}},
    ...                        "starts": "2026-03-01", "as_of": "2026-03-02",
    ...                        "check_ins": [{"day": "2026-03-01", "zone": "green", "reactions": []}]}''')
    >>> print(diary.check_ins[0].zone)
    green
    """
    return _converter().structure(load_json(data), Diary)


def read_decision(data: bytes | str) -> Decision:
    """Read the JSON text of an answer of ``assess``.

    Raises: ``InvalidInputError`` as ``read_case`` does, and for a computed value that does not fit its fields.

    >>> from alpims_mg import assess
    >>> case = read_case('''{"situation": {"zone": "red"},
    ...                      "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}}}''')
    >>> decision = assess(case.situation, case.proposal)
    >>> read_decision(to_json(decision)) == decision
    True
    """
    decision: Decision = _converter().structure(load_json(data), cast("Any", Decision))
    return decision


def read_plan(data: bytes | str) -> Plan:
    """Read the JSON text of a plan. For the plan of an answer, read the answer with ``read_decision``.

    Raises: ``InvalidInputError`` as ``read_case`` does, and for steps that do not follow one another.

    >>> print(read_plan('{"kind": "topical-plan", "vehicle": "oil", "patch_test": true}').summary())
    magnesium on the skin, as oil; do a patch test first
    """
    plan: Plan = _converter().structure(load_json(data), cast("Any", Plan))
    return plan


def read_record(data: bytes | str) -> Mapping[str, Any]:
    """Read any JSON object as a dictionary, such as a record of a label database. The contents are not checked.

    Raises: ``InvalidInputError`` for broken UTF-8 or JSON, a repeated key at the top level, or a value
    that is not an object.

    >>> read_record('{"id": 5}')
    {'id': 5}
    """
    record = load_json(data)
    if not isinstance(record, dict):
        raise wrong_type_error(record, "an object", "write its keys in curly brackets")
    raise_if_any(repeated_key_faults(cast("dict[str, Any]", record)))
    return cast("dict[str, Any]", record)


def read_joint_diary(data: bytes | str) -> JointDiary:
    """Read the JSON text of several diaries of one person: an object whose ``courses`` are diaries.

    Raises: ``InvalidInputError`` as ``read_case`` does, and if the diaries have different days of review.

    >>> diary = read_joint_diary('''{"courses": [
    ...     {"situation": {}, "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}},
    ...      "starts": "2026-03-01", "as_of": "2026-03-02", "check_ins": []}]}''')
    >>> len(diary.courses)
    1
    """
    return _converter().structure(load_json(data), JointDiary)


def read_ledger(data: bytes | str) -> Ledger:
    """Read the JSON text of a ledger, or of a review that holds one.

    Raises: ``InvalidInputError`` as ``read_case`` does, and for days that do not balance.

    >>> read_ledger("[]")
    Traceback (most recent call last):
    alpims_mg.errors.InvalidInputError: the input must be an object; got []; write its keys in curly brackets
    """
    record = read_record(data)
    return (
        _converter().structure(record, Review).ledger if "ledger" in record else _converter().structure(record, Ledger)
    )


def read_comparable(data: bytes | str) -> Comparable:
    """Read the JSON text of what ``compare`` compares: a case, a plan, a course or a ledger.

    It takes the ledger of a review, and the plan or the draft of an answer.

    Raises: ``InvalidInputError`` as ``read_case`` does, and for an answer without a plan for a capsule.

    >>> dinner = '{"at": "dinner", "portion": "1", "elemental_mg": "100", "with_food": true}'
    >>> rung = f'{{"first_day": 1, "days": null, "intakes": [{dinner}]}}'
    >>> print(read_comparable(f'{{"kind": "dose-plan", "steps": [{rung}], "advice": [], "limits": []}}').summary())
    100 mg a day
    """
    record = read_record(data)
    if "situation" in record and "proposal" in record:
        return read_case(data)
    if "ledger" in record or "days" in record:
        return read_ledger(data)
    if "decision" in record:
        plan = plan_or_draft(_converter().structure(record, cast("Any", Decision)))
        if isinstance(plan, DosePlan):
            return plan
    elif "steps" in record:
        return _converter().structure(record, DosePlan)
    elif "plan" in record:
        return _converter().structure(record, Course)
    expected, fix = "a case, plan, course, ledger, review or answer with a plan", "give the JSON of one of these"
    actual = f"an object with {', '.join(record) or 'no keys'}"
    raise InvalidInputError(Fault(path="", expected=expected, actual=actual, fix=fix))


def to_json(value: Any) -> str:
    """Write a value of the library as JSON text. Amounts are exact, and the order of keys is fixed.

    Raises: ``InvalidInputError`` for a value that JSON cannot hold.

    >>> print(to_json({"dose_mg": Elemental.mg("62.5")}))
    {
      "dose_mg": "62.5"
    }
    """
    try:
        return json.dumps(_converter().unstructure(value), indent=2, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        expected, fix = "a value of the library, or of JSON", "give for example a decision"
        raise InvalidInputError(Fault(path="value", expected=expected, actual=short_repr(value), fix=fix)) from None


@cache
def _converter() -> Converter:
    return make_converter()


def _is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Word | SourceKind | Certainty)
