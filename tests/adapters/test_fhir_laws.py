"""Laws of reading records, over generated bundles of one person."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import attrs
import pytest
from adapters import bundles as made
from adapters.bundles import TODAY, bundles
from hypothesis import assume, given, strategies as st
from units.builders import capsule

from alpims_mg import (
    Answer,
    Decision,
    Elemental,
    FactList,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Proposal,
    Situation,
    Zone,
    acknowledge,
    assess,
)
from alpims_mg.adapters.fhir import Reading, read
from alpims_mg.wire import make_converter, to_json

START: Final = Proposal(product=capsule(), intent=Intent.START)
PERMISSION: Final = (Answer.WITHHOLD, Answer.NEEDS_INFORMATION, Answer.CONSULT, Answer.OFFER)
"""The answers from the least to the most permission."""
BOTH: Final = frozenset({"conditions", "medicines"})


def read_here(record: Any, **more: Any) -> Reading:
    return read(record, today=TODAY, **more)


def refusal(record: Any) -> BaseException | None:
    try:
        read_here(record)
    except InvalidInputError as error:
        return error
    return None


def mildest(situation: Situation) -> Situation:
    """The situation with the mildest value of each fact that it does not state. The lists stay as they are."""
    kidney = KidneyFunction.NORMAL if situation.egfr is None else None
    return attrs.evolve(
        situation,
        zone=Zone.GREEN,
        age_years=30 if situation.age_years is None else situation.age_years,
        kidney=kidney if situation.kidney is None else situation.kidney,
        other_magnesium=Elemental.mg(0) if situation.other_magnesium is None else situation.other_magnesium,
    )


def answer_once_agreed(reading: Reading) -> Decision | None:
    """The answer to a good capsule in Green, with everything acknowledged. None for the dead."""
    if reading.situation is None:
        return None
    person = mildest(reading.situation)
    agreed = acknowledge(assess(person, START), reason="discussed in clinic")
    return assess(attrs.evolve(person, acknowledged=agreed), START)


def never_permits(record: Any) -> None:
    decision = answer_once_agreed(read_here(record))
    assert decision is None or decision.answer in {Answer.WITHHOLD, Answer.NEEDS_INFORMATION}


def named(reading: Reading) -> Counter[str]:
    """How often each resource is named, as a fact or as not read."""
    return Counter([*(fact.reference for fact in reading.facts), *(item.reference for item in reading.not_read)])


# --- Order and doubling
@given(bundles(), st.data())
def test_shuffling_and_doubling_entries_changes_nothing(record: Any, data: st.DataObject) -> None:
    entries = [*record["entry"], *data.draw(st.lists(st.sampled_from(record["entry"]), max_size=4))]
    shuffled = {**record, "entry": data.draw(st.permutations(entries))}
    assert read_here(shuffled) == read_here(record)


@given(bundles(), st.data())
def test_shuffling_entries_without_ids_changes_no_situation(record: Any, data: st.DataObject) -> None:
    bare = copy.deepcopy(record)
    for resource in made.resources_of(bare):
        if resource["resourceType"] in made.RELEVANT:
            del resource["id"]
    shuffled = {**bare, "entry": data.draw(st.permutations(bare["entry"]))}
    assert read_here(shuffled).situation == read_here(bare).situation


@given(bundles(), st.data())
def test_the_order_inside_a_concept_changes_no_situation(record: Any, data: st.DataObject) -> None:
    turned = copy.deepcopy(record)
    for resource in made.resources_of(turned):
        for concept in (resource.get("code"), resource.get("medicationCodeableConcept")):
            if concept and "coding" in concept:
                concept["coding"] = data.draw(st.permutations(concept["coding"]))
    before, after = read_here(record).situation, read_here(turned).situation
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after.conditions == before.conditions
        assert answers(after) == answers(before)


def answers(situation: Situation) -> Answer:
    return assess(mildest(situation), START).answer


# --- Unknown is never permission
@given(bundles())
def test_a_record_that_is_not_declared_complete_never_permits(record: Any) -> None:
    never_permits(record)


@given(bundles(), st.data())
def test_removing_any_part_of_a_record_never_permits(record: Any, data: st.DataObject) -> None:
    places = [place for place in made.paths(record["entry"]) if place[-1] != "resourceType"]
    smaller = made.removed(record["entry"], data.draw(st.sampled_from(places)))
    entries = smaller if isinstance(smaller, list) else record["entry"]
    assume(all("resource" in entry for entry in entries))
    smaller_record = {**record, "entry": entries}
    if refusal(smaller_record) is None:  # without the id of the patient, the others may be about somebody else
        never_permits(smaller_record)


@pytest.mark.parametrize("complete", [frozenset[str](), frozenset({"conditions"}), frozenset({"medicines"})])
def test_one_list_that_is_complete_does_not_stand_for_the_other(complete: frozenset[str]) -> None:
    record = made.bundle([made.patient()])
    reading = read_here(record, complete=complete)
    decision = answer_once_agreed(reading)
    assert decision is not None
    assert decision.answer is Answer.NEEDS_INFORMATION


def test_a_record_that_is_declared_complete_permits() -> None:
    """So that the laws above can fail."""
    decision = answer_once_agreed(read_here(made.bundle([made.patient()]), complete=BOTH))
    assert decision is not None
    assert decision.answer is Answer.OFFER


NONE_KNOWN: Final = (
    made.condition("none-known", made.coded(made.SNOMED, "160245001", "No current problems or disability")),
    {
        "resourceType": "MedicationStatement",
        "id": "none-taken",
        "status": "active",
        "medicationCodeableConcept": made.coded(made.SNOMED, "787481004", "No known medications"),
        "subject": {"reference": "Patient/p"},
    },
)


def test_a_statement_that_there_is_none_is_an_empty_list() -> None:
    situation = read_here(made.bundle([made.patient(), *NONE_KNOWN])).situation
    assert situation is not None
    assert (situation.conditions, situation.medicines) == (frozenset(), ())
    assert not situation.partial


@given(bundles())
def test_a_statement_that_there_is_none_beside_an_entry_makes_no_list_whole(record: Any) -> None:
    before = read_here(record).situation
    after = read_here({**record, "entry": [*record["entry"], *({"resource": none} for none in NONE_KNOWN)]}).situation
    if before is None or after is None:
        assert before is after
        return
    for field, names in (
        (FactList.CONDITIONS, ("conditions", "other_conditions")),
        (FactList.MEDICINES, ("medicines",)),
    ):
        for name in names:
            stated = getattr(before, name) or ()
            assert set(stated) <= set(getattr(after, name) or ())
            assert not stated or field in after.partial


@given(bundles(), made.conditions(name="one-more") | made.medicines(name="one-more"), st.booleans())
def test_one_more_condition_or_medicine_never_permits_more(record: Any, more: Any, agreed: bool) -> None:
    larger = {**record, "entry": [*record["entry"], {"resource": more}]}
    before, after = (read_here(each, complete=BOTH) for each in (record, larger))
    if before.situation is None or after.situation is None:
        assert before.dead
        assert after.dead
        return
    before_answer, after_answer = (
        answer_once_agreed(each) if agreed else assess(mildest(each.situation or Situation()), START)
        for each in (before, after)
    )
    assert before_answer is not None
    assert after_answer is not None
    if not agreed:
        assert PERMISSION.index(after_answer.answer) <= PERMISSION.index(before_answer.answer)
    else:
        assert (after_answer.answer is Answer.OFFER) <= (before_answer.answer is Answer.OFFER)


# --- Everything is named once
@given(bundles())
def test_each_relevant_resource_is_named_exactly_once(record: Any) -> None:
    counted = named(read_here(record))
    for resource in made.resources_of(record):
        reference = f"{resource['resourceType']}/{resource['id']}"
        if resource["resourceType"] in made.RELEVANT:
            assert counted[reference] == 1, reference
        elif resource["resourceType"] == "Observation":
            assert counted[reference] == (1 if is_relevant(resource) else counted[reference]), reference
            assert counted[reference] <= 1, reference


def is_relevant(observation: Any) -> bool:
    relevant = {code for code, _ in made.RESULT_CODES} | {"82810-3"}
    return any(coding["code"] in relevant for coding in observation.get("code", {}).get("coding", ()))


@given(bundles())
def test_nothing_is_named_that_the_record_does_not_hold(record: Any) -> None:
    held = {f"{body['resourceType']}/{body['id']}" for body in made.resources_of(record)}
    for reference in named(read_here(record)):
        assert any(reference == each or reference.startswith((f"{each}#", f"{each}.entry[")) for each in held), (
            reference
        )


@given(bundles())
def test_each_fact_has_its_place_in_the_situation(record: Any) -> None:
    reading = read_here(record)
    if reading.situation is None:
        return
    places = {place for fact in reading.facts for place in fact.path.split(", ")}
    for place in places:
        field, _, number = place.partition("[")
        value = getattr(reading.situation, field)
        assert value is not None
        assert not number or int(number.rstrip("]")) < len(value)
    for field in ("other_conditions", "medicines"):
        stated = getattr(reading.situation, field) or ()
        assert {f"{field}[{position}]" for position in range(len(stated))} <= places
    for field in ("conditions", "egfr", "age_years", "other_magnesium"):
        assert field in places or not getattr(reading.situation, field)
    assert places & {"kidney", "egfr"} or reading.situation.kidney is None  # an eGFR without a date states both


# --- Two releases
@given(bundles())
def test_both_releases_of_a_record_read_alike(record: Any) -> None:
    bodies = made.resources_of(record)
    kept = {"active", "entered-in-error", "not-taken", "on-hold", "stopped"}
    assume(all(body["resourceType"] != "MedicationStatement" or body.get("status") in kept for body in bodies))
    newer = {**record, "entry": [{"resource": made.as_r5(body)} for body in bodies]}
    older_reading, newer_reading = read_here(record), read_here(newer)
    assert newer_reading.situation == older_reading.situation
    assert named(newer_reading) == named(older_reading)


# --- What comes out
@given(bundles())
def test_a_situation_that_was_read_goes_through_json(record: Any) -> None:
    situation = read_here(record).situation
    if situation is not None:
        assert make_converter().structure(json.loads(to_json(situation)), Situation) == situation
        assert situation.zone is None


FORMS: Final[dict[str, Callable[[Any], Any]]] = {
    "text": json.dumps,
    "bytes": lambda record: json.dumps(record).encode(),
    "a list of resources": made.resources_of,
}


@pytest.mark.parametrize("form", FORMS)
@given(record=bundles())
def test_every_form_of_a_record_reads_alike(form: str, record: Any) -> None:
    if form == "a list of resources" or record["type"] == "searchset":
        record = {**record, "type": "collection"}
    assert read_here(FORMS[form](record)) == read_here(record)


# --- No word of the record in an error
MARKER: Final = "Xyzzy-Plugh"


def error_text(error: BaseException | None) -> str:
    """All that an error shows, with the errors behind it."""
    texts: list[str] = []
    while error is not None:
        texts += [str(error), repr(error), *map(repr, getattr(error, "faults", ()))]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(texts)


SHOWN: Final = frozenset({"id", "reference", "fullUrl"})
"""The elements with the id of a resource, which an error may show."""
WRONG: Final = st.sampled_from((None, 0, "", MARKER, [], {}, True, [[MARKER]], {"coding": MARKER}, -1.5))


@given(bundles(), st.data())
def test_no_word_of_the_record_is_in_an_error(record: Any, data: st.DataObject) -> None:
    spoiled = made.marked(record, MARKER)
    second = made.patient(id="p2", name=[{"family": MARKER}])
    spoiled["entry"].append({"resource": second})
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.sampled_from(list(made.paths(spoiled))))
        wrong = data.draw(WRONG)
        assume(wrong != MARKER or not SHOWN.intersection(place))
        spoiled = made.replaced(spoiled, place, wrong)
    assert MARKER not in error_text(refusal(spoiled))
