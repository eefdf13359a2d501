"""Records that are broken or hostile are refused with a fault, or read in bounded time and room."""

import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any, Final

import pytest
from adapters import bundles as made
from adapters.bundles import SNOMED, TODAY, coded, condition, order, patient, result

from alpims_mg import InvalidInputError
from alpims_mg.adapters.fhir import Reading, read

Json = Any
MARKER: Final = "Xyzzy-Plugh"


def read_here(record: Json, **more: Any) -> Reading:
    return read(record, today=TODAY, **more)


def tried(record: Json, today: date = TODAY) -> Reading | InvalidInputError:
    """The reading, or its refusal. Any other error fails the test."""
    try:
        return read(record, today=today)
    except InvalidInputError as error:
        return error


def outcome(record: Json, today: date = TODAY) -> Reading | str:
    """The reading, or the text of its refusal, which has a fault and no word of the record."""
    reading = tried(record, today)
    if isinstance(reading, InvalidInputError):
        assert reading.faults
        assert MARKER not in str(reading)
        return str(reading)
    assert str(reading)
    assert repr(reading)
    return reading


MEDICATION: Final = {
    "resourceType": "Medication",
    "id": "shelf",
    "code": coded(made.RXNORM, "966222", f"{MARKER} Levothyroxine"),
    "form": coded(SNOMED, "385055001", "Tablet"),
    "ingredient": [{"itemCodeableConcept": coded(made.RXNORM, "10582", "levothyroxine"), "isActive": True}],
}
GOOD: Final = made.bundle(
    [
        patient(name=[{"family": MARKER, "given": [MARKER]}], deceasedBoolean=False),
        condition(
            "c1",
            coded(SNOMED, "709044004", f"{MARKER} Chronic kidney disease", text=MARKER),
            onsetDateTime="2019-02-28",
            category=[coded(f"{made.TERMINOLOGY}/condition-category", "problem-list-item")],
        ),
        order(
            "m1",
            coded(made.RXNORM, "197604", f"{MARKER} Digoxin 0.125 MG Oral Tablet"),
            dosageInstruction=[
                {
                    "text": MARKER,
                    "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "timeOfDay": ["08:00:00"]}},
                    "route": coded(SNOMED, "26643006", "Oral route"),
                    "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}],
                }
            ],
            dispenseRequest={"validityPeriod": {"start": "2026-10-01", "end": "2027-10-01"}},
        ),
        {
            "resourceType": "MedicationStatement",
            "id": "m2",
            "status": "active",
            "contained": [{**MEDICATION, "id": "inner"}],
            "medicationReference": {"reference": "#inner", "display": MARKER},
            "effectivePeriod": {"start": "2026-01-01"},
            "subject": {"reference": "Patient/p"},
        },
        {
            "resourceType": "MedicationDispense",
            "id": "m3",
            "status": "completed",
            "medicationReference": {"reference": "Medication/shelf"},
            "subject": {"reference": "Patient/p"},
        },
        order("m4", coded(made.ATC, "A12CC06", "Magnesium aspartate 120 mg")),
        MEDICATION,
        result("o1", "33914-3", 75.5, effectiveDateTime="2026-05-01T10:00:00Z"),
        {
            **result("o2", "82810-3", 0),
            "valueQuantity": None,
            "valueCodeableConcept": coded(SNOMED, "60001007", "Not pregnant"),
        },
        {
            "resourceType": "AllergyIntolerance",
            "id": "a1",
            "code": coded(SNOMED, "387104009", MARKER),
            "clinicalStatus": coded(f"{made.TERMINOLOGY}/allergyintolerance-clinical", "active"),
            "patient": {"reference": "Patient/p"},
        },
        {
            "resourceType": "List",
            "id": "l1",
            "status": "current",
            "mode": "snapshot",
            "code": coded(made.LOINC, "11450-4", "Problem list"),
            "subject": {"reference": "Patient/p"},
            "entry": [{"item": {"reference": "Condition/c1"}}],
        },
    ]
)
del made.resources_of(GOOD)[8]["valueQuantity"]
PLACES: Final = list(made.paths(GOOD))
WRONG: Final[tuple[Json, ...]] = (None, 0, "", [], {}, True, [[MARKER]], "another text", -1.5, [None], [{}], {"a": []})


def test_the_good_record_reads() -> None:
    reading = read_here(GOOD)
    assert reading.situation is not None
    assert reading.situation.medicines
    assert reading.situation.conditions
    assert reading.situation.egfr


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_any_value_may_have_any_type(number: int) -> None:
    for place in PLACES:
        outcome(made.replaced(GOOD, place, WRONG[number]))


def test_any_value_may_be_missing() -> None:
    for place in PLACES:
        outcome(made.removed(GOOD, place))


def test_any_two_parts_of_an_order_may_have_any_type() -> None:
    inner = list(made.paths(made.resources_of(GOOD)[2]))
    for one, other in product(inner[::3], inner[1::4]):
        wrong = made.replaced(made.resources_of(GOOD)[2], one, None)
        try:
            wrong = made.replaced(wrong, other, [])
        except (TypeError, KeyError, IndexError):
            continue  # the first change removed the second place
        outcome([patient(), wrong])


# --- What is no record
NO_RECORDS: Final[dict[str, Json]] = {
    "nothing": None,
    "a number": 17,
    "true": True,
    "an empty text": "",
    "no JSON": "Patient/12",
    "half a bundle": '{"resourceType": "Bundle", "entry": [',
    "a text in JSON": '"Bundle"',
    "a number in JSON": b"12",
    "null in JSON": "null",
    "an empty object": {},
    "a strange object": {"situation": {}},
    "no type": {"resourceType": ""},
    "a type that is no text": {"resourceType": ["Bundle"]},
    "bytes that are no UTF-8": b"\xff\xfe\x00{}",
    "UTF-16": json.dumps(GOOD).encode("utf-16"),
    "a cut character": '{"resourceType": "Bundle", "id": "é'.encode()[:-1],
    "a set": {"Bundle"},
    "a list of numbers": [1, 2],
    "a list of lists": [[[]]],
}


@pytest.mark.parametrize("name", NO_RECORDS)
def test_what_is_no_record_is_refused(name: str) -> None:
    assert isinstance(outcome(NO_RECORDS[name]), str)


def test_an_empty_bundle_or_list_states_nothing() -> None:
    for record in ({"resourceType": "Bundle", "type": "collection"}, {"resourceType": "Bundle", "entry": []}):
        reading = outcome(record)
        if isinstance(reading, Reading):
            assert reading.situation is not None
            assert (reading.situation.medicines, reading.situation.conditions) == (None, None)


def test_a_byte_order_mark_is_skipped_or_refused() -> None:
    for data in (b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), "\ufeff" + json.dumps(GOOD)):
        reading = outcome(data)
        assert isinstance(reading, str) or reading == read_here(GOOD)


def test_a_doubled_key_is_refused_or_hides_nothing() -> None:
    stated = '"code": {"text": "Myasthenia gravis"}'
    text = f'{{"resourceType": "Condition", "id": "c", {stated}, "code": {{"text": "Headache"}}}}'
    reading = outcome(text)
    assert isinstance(reading, str) or "Myasthenia" in str(reading)


def test_two_patients_are_refused_and_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_here(made.bundle([patient(), patient(id="q", name=[{"family": MARKER}])]))
    assert "Patient/p" in str(caught.value)
    assert "Patient/q" in str(caught.value)
    assert MARKER not in str(caught.value)


def test_one_patient_twice_is_one_patient() -> None:
    assert read_here(made.bundle([patient(), patient()])) == read_here(made.bundle([patient()]))


def test_one_id_with_two_contents_hides_neither() -> None:
    one, other = condition("c", {"text": "Myasthenia gravis"}), condition("c", {"text": "Headache of the left side"})
    readings = [outcome([patient(), *pair]) for pair in ((one, other), (other, one))]
    assert readings[0] == readings[1]
    for reading in readings:
        if isinstance(reading, Reading):
            assert "yasthenia" in str([fact.words for fact in reading.facts])


# --- Depth and cycles
def nested(depth: int) -> str:
    return '{"resourceType": "Bundle", "entry": [{"resource": ' + '{"a": ' * depth + "1" + "}" * depth + "}]}"


@pytest.mark.parametrize("depth", [100, 1_000, 100_000, 1_000_000])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    outcome(nested(depth))
    outcome("[" * depth)


@pytest.mark.parametrize("depth", [50, 900, 20_000])
def test_deep_objects_are_read_or_refused(depth: int) -> None:
    contained: Json = {"resourceType": "Medication", "id": "m", "code": {"text": "iron"}}
    concept: Json = {"text": "iron"}
    for _ in range(depth):
        contained = {"resourceType": "Medication", "id": "m", "contained": [contained]}
        concept = {"coding": [concept]}
    outcome([patient(), order("m", {"text": "iron"}, contained=[contained])])
    outcome([patient(), order("m", concept)])
    outcome([patient(), condition("c", concept)])
    whole: Json = made.bundle([patient()])
    for _ in range(depth):
        whole = made.bundle([whole])
    outcome(whole)


def of_itself() -> Json:
    entry: Json = patient()
    entry["extension"] = [entry]
    entry["contained"] = [entry]
    return made.bundle([entry, entry])


def of_references() -> Json:
    shelf = [
        {
            "resourceType": "Medication",
            "id": name,
            "ingredient": [{"itemReference": {"reference": f"Medication/{other}"}}],
        }
        for name, other in (("a", "b"), ("b", "a"), ("self", "self"))
    ]
    lists = [
        {"resourceType": "List", "id": name, "status": "current", "entry": [{"item": {"reference": f"List/{other}"}}]}
        for name, other in (("a", "b"), ("b", "a"), ("self", "self"))
    ]
    orders = [
        {**order(name, None), "medicationCodeableConcept": None, "medicationReference": {"reference": reference}}
        for name, reference in (
            ("1", "Medication/a"), ("2", "Medication/self"), ("3", "MedicationRequest/3"), ("4", "#"), ("5", "#x"),
        )
    ]  # fmt: skip
    orders[4]["contained"] = [
        {"resourceType": "Medication", "id": "x", "contained": [{"resourceType": "Medication", "id": "x"}]},
        {"resourceType": "Medication", "id": "x", "ingredient": [{"itemReference": {"reference": "#x"}}]},
    ]
    return made.bundle([patient(), *shelf, *lists, *orders])


def test_cycles_end() -> None:
    outcome(of_itself())
    reading = outcome(of_references())
    assert isinstance(reading, Reading)
    places = {fact.reference for fact in reading.facts} | {item.reference for item in reading.not_read}
    assert {f"MedicationRequest/{number}" for number in range(1, 6)} <= places
    assert reading.situation is not None
    assert reading.situation.medicines != ()


# --- Size
def room(call: Callable[[], object]) -> int:
    """The most memory that Python holds at one time during the call, in bytes."""
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def many(kind: Callable[[int], Json], number: int = 2_000) -> Json:
    return made.bundle([patient(), *map(kind, range(number))])


def with_list(items: int) -> Json:
    entry = [{"item": {"reference": "Condition/c"}} for _ in range(items)]
    return made.bundle([patient(), {"resourceType": "List", "id": "l", "entry": entry}])


def with_codings(codings: int) -> Json:
    coding = [{"system": SNOMED, "code": str(number)} for number in range(codings)]
    return made.bundle([patient(), condition("c", {"coding": coding})])


def with_contained(resources: int) -> Json:
    contained = [{"resourceType": "Medication", "id": str(number)} for number in range(resources)]
    return made.bundle([patient(), order("m", {"text": "iron"}, contained=contained)])


SIZES: Final[dict[str, Callable[[], Json]]] = {
    "entries that do not matter": lambda: many(lambda n: {"resourceType": "Claim", "id": str(n)}),
    "entries without a type": lambda: many(lambda n: {"id": str(n)}),
    "stopped orders": lambda: many(lambda n: order(str(n), {"text": "iron"}, "stopped")),
    "refills": lambda: many(lambda n: order(str(n), {"text": "iron"})),
    "old results": lambda: many(lambda n: result(str(n), "33914-3", 80)),
    "one order many times": lambda: many(lambda _: order("same", {"text": "iron"})),
    "a list of many items": lambda: with_list(10_000),
    "many codings": lambda: with_codings(10_000),
    "many contained resources": lambda: with_contained(2_000),
    "a long name of a condition": lambda: made.bundle([patient(), condition("c", {"text": "x" * 10_000_000})]),
    "a long name of a medicine": lambda: made.bundle([patient(), order("m", {"text": "iron " * 2_000_000})]),
    "a long id": lambda: made.bundle([patient(), condition("c" * 10_000_000, {"text": "Headache"})]),
}


@pytest.mark.parametrize("name", SIZES)
def test_a_large_record_takes_room_in_proportion(name: str) -> None:
    text = json.dumps(SIZES[name]())
    outcome(text)  # so that tables which are built once do not count
    assert room(lambda: outcome(text)) <= 10 * room(lambda: json.loads(text)) + 2_000_000


def test_100_000_entries_are_read_or_refused() -> None:
    outcome(many(lambda n: {"resourceType": "Claim", "id": str(n)}, 100_000))
    outcome(many(lambda n: condition(str(n), {"text": "Headache"}, "resolved"), 10_000))


@pytest.mark.parametrize("number", [199, 200, 201, 1_000])
def test_more_medicines_or_conditions_than_a_situation_holds(number: int) -> None:
    orders = [order(str(n), {"text": f"remedy {n}"}) for n in range(number)]
    conditions = [condition(str(n), {"text": f"complaint {n}"}) for n in range(number)]
    for resources in (orders, conditions):
        reading = outcome(made.bundle([patient(), *resources]))
        assert isinstance(reading, Reading)
        assert len({*(fact.reference for fact in reading.facts), *(one.reference for one in reading.not_read)}) > number
        assert reading.situation is not None
        assert number <= 200 or reading.situation.partial


# --- Odd texts, numbers and dates
ODD_TEXTS: Final = ("\ud800", "a\udfffb", "\x00", "\u202e", " " * 50, "None", "none", "\n", "x" * 1_001, "é" * 70_000)


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_read_or_refused(text: str) -> None:
    for place in PLACES:
        value: Json = GOOD
        for step in place:
            value = value[step]
        if isinstance(value, str):
            outcome(made.replaced(GOOD, place, text))


@pytest.mark.parametrize(
    "number",
    ["NaN", "Infinity", "-Infinity", "9" * 1_000_000, "-1", "1e999999", "1E-999999", "0." + "0" * 5_000 + "1", "1e400"],
)
def test_odd_numbers_are_read_or_refused(number: str) -> None:
    text = json.dumps(made.bundle([patient(), result("o", "33914-3", "@")])).replace('"@"', number)
    reading = outcome(text)
    if isinstance(reading, Reading) and reading.situation is not None and reading.situation.egfr is not None:
        assert 0 <= reading.situation.egfr.value <= 300
    dose = {"doseAndRate": [{"doseQuantity": {"value": "@", "unit": "mg"}}]}
    magnesium = order("m", {"text": "Magnesium oxide 400 mg"}, dosageInstruction=[dose])
    outcome(json.dumps(made.bundle([patient(), magnesium])).replace('"@"', number))


ODD_DATES: Final = (
    "2026-02-30", "0000", "0000-00-00", "9999-12", "9999-12-31T23:59:60Z", "2026-13", "26-01-01", "2026-1-1",
    "2026-11-22T25:00:00Z", "2026-11-22T00:00:00+99:99", "2026-11-22T23:59:59-14:00", "2026-11-22T24:00:00Z", "today",
    "\uff12\uff10\uff12\uff16-01-01", "2026-11-22T00:00:00.000000000000001+00:00", "-2026-01-01", "1" * 1_000_000,
    "2026-W01", " 2026 ",
)  # fmt: skip


@pytest.mark.parametrize("day", ODD_DATES)
def test_odd_dates_are_read_or_refused(day: str) -> None:
    outcome(
        [
            patient(birthDate=day),
            condition("c", {"text": "Headache"}, onsetDateTime=day, abatementDateTime=day, recordedDate=day),
            order("m", {"text": "iron"}, authoredOn=day, dispenseRequest={"validityPeriod": {"end": day}}),
            result("o", "33914-3", 75, effectiveDateTime=day, issued=day),
        ]
    )


@pytest.mark.parametrize("stamp", ["2026-11-22T23:30:00-05:00", "2026-11-22T00:30:00+05:00", "2026-11-22", "2026-11"])
def test_a_result_of_today_is_of_today_in_every_time_zone(stamp: str) -> None:
    """The day that the record writes counts, as in the place of the record."""
    situation = read_here([patient(), result("o", "33914-3", 75, effectiveDateTime=stamp)]).situation
    assert situation is not None
    assert situation.egfr is not None
    assert situation.kidney_date is None or situation.kidney_date <= TODAY


def test_today_is_any_day() -> None:
    for today in (date.min, date.max, date(2000, 2, 29)):
        outcome(GOOD, today)
