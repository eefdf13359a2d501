"""JSON: reading is strict and reports all faults with their paths; writing is exact."""

import gzip
import json
from copy import deepcopy
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from cattrs import Converter
from units.builders import (
    CITE,
    START_ACKNOWLEDGED,
    a_finding,
    capsule,
    faults_of,
    paths_of,
    proposal,
    situation,
    topical,
)

from alpims_mg import (
    Acknowledgement,
    Additive,
    Case,
    Compound,
    Condition,
    Decision,
    DosePlan,
    Egfr,
    EgfrUnit,
    Elemental,
    Finding,
    Form,
    Infeasible,
    Intake,
    Intent,
    InvalidInputError,
    InvalidQuantityError,
    KidneyFunction,
    Medicine,
    Portion,
    Proposal,
    Routine,
    Severity,
    Situation,
    SourceKind,
    Step,
    TimeOfDay,
    Tolerance,
    Topical,
    TopicalPlan,
    Vehicle,
    Verdict,
    Zone,
    assess,
    titration_schedule,
)
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_course
from alpims_mg.errors import Fault
from alpims_mg.explanation.counterfactuals import Counterfactuals
from alpims_mg.explanation.search import what_would_change
from alpims_mg.model.limit_checks import LimitOutcome
from alpims_mg.model.plans import Plan
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.provenance import Citation
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.wire import make_converter, read_case, read_diary, read_record, register_hooks, to_json, wire_faults
from alpims_mg.wire.classes import CLASSES
from alpims_mg.wire.faults import RENAMED_KEYS, RENAMED_WORDS, wire_name

ROOT = Path(__file__).resolve().parents[2]

WIRE = make_converter()

FULL: dict[str, Any] = {
    "situation": {
        "zone": "green",
        "tolerance": "unproven",
        "age_years": 34,
        "kidney": "normal",
        "egfr": {"value": "93.9", "unit": "ml/min/1.73m2"},
        "kidney_date": "2026-01-15",
        "as_of": "2026-03-01",
        "conditions": ["mcas", "pots"],
        "other_conditions": ["gout", "sarcoidosis"],
        "medicines": [
            {
                "name": "levothyroxine",
                "atc": "H03AA01",
                "rxnorm": "10582",
                "route": "oral",
                "taken_at": ["07:30", "19:00"],
                "magnesium_mg": None,
            }
        ],
        "other_magnesium_mg": "0",
        "avoids": ["dye"],
        "acknowledged": [{"rule": "consult.start", "reason": "discussed in clinic", "about": None}],
        "routine": {"wakes": "06:00", "sleeps": "22:30", "breakfast": "07:00", "lunch": None, "dinner": "18:30"},
    },
    "proposal": {
        "intent": "start",
        "product": {
            "kind": "capsule",
            "form": "glycinate",
            "elemental_mg": "62.5",
            "divides_into": 4,
            "dosage_form": "hard-capsule",
            "ingredients": ["hypromellose"],
        },
        "target_mg": "300",
        "current_daily_mg": None,
        "hold_days": 7,
    },
}
FULL_CASE = Case(
    situation=Situation(
        zone=Zone.GREEN,
        age_years=34,
        kidney=KidneyFunction.NORMAL,
        egfr=Egfr(value="93.9", unit=EgfrUnit.ML_MIN_SCALED),
        kidney_date=date(2026, 1, 15),
        as_of=date(2026, 3, 1),
        conditions=[Condition.MCAS, Condition.POTS],
        other_conditions=["sarcoidosis", "gout"],
        medicines=[
            Medicine(
                name="levothyroxine",
                atc="H03AA01",
                rxnorm="10582",
                route=MedicineRoute.ORAL,
                taken_at=[time(7, 30), time(19)],
            )
        ],
        other_magnesium=Elemental.mg(0),
        avoids=[Additive.DYE],
        acknowledged=[START_ACKNOWLEDGED],
        routine=Routine(wakes=time(6), sleeps=time(22, 30), breakfast=time(7), dinner=time(18, 30)),
    ),
    proposal=Proposal(
        intent=Intent.START,
        product=capsule("62.5", ingredients=["hypromellose"]),
        target=Elemental.mg(300),
    ),
)

WORDS: tuple[Any, ...] = (None, "", "Green", "magenta", 1, 1.5, True, [], {}, ["green"])
NUMBERS: tuple[Any, ...] = (None, "34", "", 34.0, 1.5, True, [], {}, float("nan"), Decimal(10**41))
MASSES: tuple[Any, ...] = (None, 100, 100.0, True, "", "1e2", "-1", "NaN", "1,5", "0.0000001", [], {})
TEXTS: tuple[Any, ...] = (None, "", " ", "a\nb", 5, 1.5, True, [], {})
LISTS: tuple[Any, ...] = ("mcas", "", 5, True, {}, {"mcas": 1})
OBJECTS: tuple[Any, ...] = (None, "", "green", 5, True, [], [{}])
DATES: tuple[Any, ...] = (
    "",
    "2026",
    "2026-02-30",
    "2026-3-1",
    "01.03.2026",
    "20260301",
    "2026-03-01T00:00",
    "2026-W09-7",
    5,
    True,
    [],
    {},
)
TIMES: tuple[Any, ...] = (
    None,
    "",
    "7:30",
    "07:30:00",
    "07.30",
    "0730",
    "T0730",
    "07:30Z",
    "073000.1",
    "24:00",
    "07:60",
    "half past",
    730,
    7.5,
    True,
    [],
    {},
)


def but_none(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values without None, for a field that may be None."""
    return tuple(value for value in values if value is not None)


WRONG: dict[str, tuple[Any, ...]] = {
    "situation": OBJECTS,
    "situation.zone": but_none(WORDS),
    "situation.tolerance": WORDS,
    "situation.age_years": (*but_none(NUMBERS), -1, 131),
    "situation.kidney": but_none(WORDS),
    "situation.egfr": but_none(OBJECTS),
    "situation.egfr.value": (None, 24, 24.3, True, "", "1e2", "-1", "NaN", "1,5", "300.001", "301", [], {}),
    "situation.egfr.unit": (*WORDS, "mL/min", "mg/dL"),
    "situation.kidney_date": DATES,
    "situation.as_of": DATES,
    "situation.conditions": LISTS,
    "situation.conditions[1]": WORDS,
    "situation.other_conditions": (None, *LISTS),
    "situation.other_conditions[1]": (*TEXTS, "mcas", "Heart block", "none", "7", "gout; lupus"),
    "situation.medicines": LISTS,
    "situation.medicines[0]": OBJECTS,
    "situation.medicines[0].name": but_none(TEXTS),
    "situation.medicines[0].atc": but_none(TEXTS),
    "situation.medicines[0].rxnorm": but_none(TEXTS),
    "situation.medicines[0].route": WORDS,
    "situation.medicines[0].taken_at": (None, *LISTS),
    "situation.medicines[0].taken_at[1]": TIMES,
    "situation.medicines[0].magnesium_mg": but_none(MASSES),
    "situation.other_magnesium_mg": but_none(MASSES),
    "situation.avoids": (None, *LISTS),
    "situation.avoids[0]": WORDS,
    "situation.acknowledged": (None, *LISTS),
    "situation.acknowledged[0]": OBJECTS,
    "situation.acknowledged[0].rule": TEXTS,
    "situation.acknowledged[0].reason": TEXTS,
    "situation.acknowledged[0].about": but_none(TEXTS),
    "proposal": OBJECTS,
    "proposal.intent": WORDS,
    "proposal.product": OBJECTS,
    "proposal.product.kind": (*WORDS, "powder"),
    "proposal.product.form": WORDS,
    "proposal.product.elemental_mg": (*MASSES, "0"),
    "proposal.product.divides_into": (*NUMBERS, 0, 3),
    "proposal.product.dosage_form": but_none(WORDS),
    "proposal.product.ingredients": LISTS,
    "proposal.product.ingredients[0]": TEXTS,
    "proposal.target_mg": but_none(MASSES),
    "proposal.current_daily_mg": but_none(MASSES),
    "proposal.hold_days": NUMBERS,
}


def steps(path: str) -> list[str | int]:
    """The keys and indexes that make up a path."""
    parts = path.replace("]", "").replace("[", ".").split(".")
    return [int(part) if part.isdigit() else part for part in parts]


def changed(path: str, value: Any) -> dict[str, Any]:
    """The full case with one value replaced."""
    case = deepcopy(FULL)
    *parents, last = steps(path)
    container: Any = case
    for key in parents:
        container = container[key]
    container[last] = value
    return case


def without(path: str) -> dict[str, Any]:
    """The full case without one key."""
    case = deepcopy(FULL)
    *parents, last = steps(path)
    container: Any = case
    for key in parents:
        container = container[key]
    del container[last]
    return case


def case_paths(case: Any) -> list[str]:
    return paths_of(WIRE.structure, case, Case)


def text_faults(text: bytes | str) -> tuple[Fault, ...]:
    return faults_of(read_case, text)


class TestReading:
    def test_a_full_case_is_read(self) -> None:
        assert WIRE.structure(FULL, Case) == FULL_CASE
        assert read_case(json.dumps(FULL)) == FULL_CASE
        assert read_case(json.dumps(FULL).encode()) == FULL_CASE

    def test_an_optional_key_that_is_absent_means_its_cautious_default(self) -> None:
        product = {"kind": "topical", "vehicle": "bath"}
        case = read_case(json.dumps({"situation": {}, "proposal": {"intent": "start", "product": product}}))
        assert case == Case(situation=Situation(), proposal=proposal(Topical(vehicle=Vehicle.BATH)))

    def test_an_empty_list_means_none_and_an_absent_or_null_list_means_not_stated(self) -> None:
        assert WIRE.structure({"conditions": [], "medicines": []}, Situation) == Situation(conditions=[], medicines=[])
        assert WIRE.structure({"conditions": None, "medicines": None}, Situation) == Situation()

    @pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in WRONG.items() for value in values])
    def test_a_wrong_value_is_one_fault_at_its_own_path(self, path: str, value: Any) -> None:
        found = faults_of(WIRE.structure, changed(path, value), Case)
        assert [fault.path for fault in found] == [path]
        assert all(part for part in (found[0].expected, found[0].actual, found[0].fix))

    @pytest.mark.parametrize(
        "path", ["situation", "proposal", "proposal.intent", "proposal.product", "proposal.product.kind",
                 "proposal.product.form", "proposal.product.elemental_mg", "proposal.product.divides_into",
                 "situation.acknowledged[0].rule", "situation.acknowledged[0].reason"],
    )  # fmt: skip
    def test_a_missing_key_is_one_fault_at_its_own_path(self, path: str) -> None:
        assert case_paths(without(path)) == [path]

    @pytest.mark.parametrize(
        "path", ["colour", "situation.colour", "situation.elemental_mg", "situation.medicines[0].dose",
                 "situation.acknowledged[0].id", "proposal.colour", "proposal.target", "proposal.product.vehicle",
                 "proposal.product.elemental"],
    )  # fmt: skip
    def test_an_unknown_key_is_one_fault_at_its_own_path_that_names_the_known_keys(self, path: str) -> None:
        (fault,) = faults_of(WIRE.structure, changed(path, 1), Case)
        assert (fault.path, fault.actual) == (path, "an unknown one")
        assert fault.fix.startswith("use only ")

    @pytest.mark.parametrize("key", ["", "\n", "\ud800", "x" * 1000, 5, None, ("a",)])
    def test_a_fault_can_name_a_key_of_any_kind(self, key: Any) -> None:
        (fault,) = faults_of(WIRE.structure, {**FULL, key: 1}, Case)
        assert len(fault.path) <= 42
        str(fault).encode()

    @pytest.mark.parametrize("name", ["conditions", "avoids"])
    def test_a_word_given_twice_in_a_set_is_a_fault(self, name: str) -> None:
        word = {"conditions": "mcas", "avoids": "dye"}[name]
        (fault,) = faults_of(WIRE.structure, changed(f"situation.{name}", [word, word]), Case)
        assert (fault.path, fault.expected) == (f"situation.{name}[1]", "given once")

    @pytest.mark.parametrize(
        ("value", "fix"),
        [
            ("flu", "write one of these words, or write the text under other_conditions"),
            (5, "write one of these words"),
        ],
    )
    def test_a_condition_without_a_word_has_a_key_of_its_own(self, value: Any, fix: str) -> None:
        (fault,) = faults_of(WIRE.structure, changed("situation.conditions[1]", value), Case)
        assert fault.fix == fix

    def test_all_faults_of_a_case_are_reported_together(self) -> None:
        case = deepcopy(FULL)
        case["situation"] |= {"zone": "blue", "age_years": 200, "conditions": ["mcas", "flu", 5], "colour": 1}
        case["situation"]["medicines"][0] |= {"taken_at": ["07:30", "noon"], "magnesium_mg": 5}
        case["situation"]["medicines"].append({"route": "oral"})
        case["situation"]["acknowledged"][0] = {"rule": ""}
        case["proposal"] |= {"hold_days": "7", "target_mg": "-1"}
        case["proposal"]["product"] |= {"divides_into": 3, "elemental_mg": 62.5}
        case["extra"] = None
        found = case_paths(case)
        assert set(found) == {
            "extra",
            "situation.colour",
            "situation.zone",
            "situation.age_years",
            "situation.conditions[1]",
            "situation.conditions[2]",
            "situation.medicines[0].taken_at[1]",
            "situation.medicines[0].magnesium_mg",
            "situation.medicines[1].name",
            "situation.acknowledged[0].rule",
            "situation.acknowledged[0].reason",
            "proposal.hold_days",
            "proposal.target_mg",
            "proposal.product.divides_into",
            "proposal.product.elemental_mg",
        }
        assert len(found) == len(set(found))

    def test_dates_that_contradict_each_other_are_a_fault(self) -> None:
        assert case_paths(changed("situation.kidney_date", "2026-03-02")) == ["situation.kidney_date"]
        assert case_paths(without("situation.as_of")) == ["situation.as_of"]
        undated = without("situation.kidney")
        assert case_paths(undated) == []
        del undated["situation"]["egfr"]
        assert case_paths(undated) == ["situation.kidney"]

    @pytest.mark.parametrize(
        ("value", "text"), [(62.5, "62.5"), (100, "100"), ([1], "[1]"), ("x" * 100, f"'{'x' * 38}...")]
    )
    def test_a_fault_shows_the_value_given(self, value: Any, text: str) -> None:
        (fault,) = faults_of(WIRE.structure, changed("proposal.target_mg", value), Case)
        assert fault.actual == text

    def test_the_fault_for_a_float_dose_says_to_put_it_in_quotes(self) -> None:
        (fault,) = faults_of(WIRE.structure, changed("proposal.target_mg", 62.5), Case)
        assert fault.fix == "put the number in quotes, for example '62.5'"


def limited_plan(outcome: str) -> dict[str, Any]:
    return {**PLAN, "limits": [{**LIMIT, "outcome": outcome}]}


class TestRenamed:
    """A key or word of version 0.1.0 is one fault that names the present key or word."""

    @pytest.mark.parametrize(
        ("old", "new", "value", "kind"),
        [
            ("hours", "separation_hours", {"medicine_to_magnesium": 2, "magnesium_to_medicine": 6}, Finding),
            ("standing", "kind", "guide", Citation),
            ("sureness", "certainty", "read", Citation),
            ("bounds", "limits", [], Plan),
            ("awaited", "waiting_for", [], Review),
            ("ways", "counterfactuals", [], Counterfactuals),
        ],
    )
    def test_an_old_key_is_one_fault_that_names_the_new_key(self, old: str, new: str, value: Any, kind: Any) -> None:
        diary = read_diary((ROOT / "examples" / "diaries" / "a-week-that-turns-red.json").read_bytes())
        course = course_of(diary)
        assert isinstance(course, Course)
        examples = {
            Finding: a_finding(),
            Citation: CITE,
            Plan: plans()[0],
            Review: review_course(course, diary.check_ins, diary.as_of),
            Counterfactuals: what_would_change(Situation(zone=Zone.RED), topical()),
        }
        written = WIRE.unstructure(examples[kind])
        written.pop(new, None)
        (fault,) = faults_of(WIRE.structure, {**written, old: value}, kind)
        assert (fault.path, fault.fix) == (old, f"{old} was renamed: write {new}")

    @pytest.mark.parametrize(("old", "new"), [("bit", "binding"), ("kept", "within"), ("passed", "exceeded")])
    def test_an_old_outcome_is_one_fault_that_names_the_new_word(self, old: str, new: str) -> None:
        (fault,) = faults_of(WIRE.structure, limited_plan(old), Plan)
        assert (fault.path, fault.fix) == ("limits[0].outcome", f"{old} was renamed: write {new}")

    def test_the_hint_applies_only_where_the_new_key_is_known(self) -> None:
        (fault,) = faults_of(WIRE.structure, {"hours": 2}, Situation)
        assert fault.fix.startswith("use only zone, ")

    def test_every_hint_names_a_present_key_or_word(self) -> None:
        keys = {wire_name(field.name) for kind in CLASSES for field in attrs.fields(kind)}
        assert set(RENAMED_KEYS.values()) <= keys
        assert not set(RENAMED_KEYS) & keys
        assert set(RENAMED_WORDS.values()) == {outcome.value for outcome in LimitOutcome}


class TestMostShown:
    @pytest.mark.parametrize(("count", "last"), [(50, "colour49"), (51, "and 1 more"), (1000, "and 950 more")])
    def test_an_error_shows_at_most_50_faults_and_the_number_of_others(self, count: int, last: str) -> None:
        with pytest.raises(InvalidInputError) as raised:
            WIRE.structure({**FULL, **{f"colour{i}": 1 for i in range(count)}}, Case)
        assert len(raised.value.faults) == count
        lines = str(raised.value).splitlines()
        assert len(lines) == min(count, 51)
        assert lines[-1].startswith(last)


class TestText:
    @pytest.mark.parametrize("text", ["", b"", "   \n", b" "])
    def test_an_empty_text_is_one_fault(self, text: Any) -> None:
        (fault,) = text_faults(text)
        assert (fault.path, fault.expected, fault.actual) == ("", "JSON text", "nothing")

    @pytest.mark.parametrize("text", ["{", '{"a": }', "{'a': 1}", "[1,]", "nul", '{"a": 1} {}', "{}x", '"\n"'])
    def test_broken_json_is_rejected_with_its_position(self, text: str) -> None:
        (fault,) = text_faults(text)
        assert (fault.path, fault.expected) == ("", "JSON text")
        assert "in line 1, column" in fault.actual

    @pytest.mark.parametrize("data", [b"\xff\xfe{}", b'{"a": "\xe9"}', b"\x80", json.dumps(FULL).encode("utf-16")])
    def test_broken_utf_8_is_rejected_with_its_position(self, data: bytes) -> None:
        (fault,) = text_faults(data)
        assert (fault.path, fault.expected) == ("", "UTF-8 text")
        assert "at position" in fault.actual

    def test_a_packed_file_is_rejected_as_such(self) -> None:
        (fault,) = text_faults(gzip.compress(json.dumps(FULL).encode()))
        assert (fault.actual, fault.fix) == ("a file that gzip has packed", "unpack it first, such as with gunzip")

    def test_a_byte_order_mark_is_accepted(self) -> None:
        assert read_case(b"\xef\xbb\xbf" + json.dumps(FULL).encode()) == FULL_CASE

    @pytest.mark.parametrize("text", ["[]", "5", "null", '"green"', "true", "1e999", "NaN"])
    def test_a_case_must_be_an_object(self, text: str) -> None:
        (fault,) = text_faults(text)
        assert (fault.path, fault.expected) == ("", "an object")

    @pytest.mark.parametrize(
        "number", ["NaN", "Infinity", "-Infinity", "1e999", "-0.0", "34.0", "9" * 41, "9" * 10_000]
    )
    @pytest.mark.parametrize("path", ["situation.age_years", "proposal.hold_days", "proposal.target_mg"])
    def test_a_non_finite_fractional_or_huge_number_is_one_fault_at_its_path(self, path: str, number: str) -> None:
        text = json.dumps(changed(path, "HERE")).replace('"HERE"', number)
        (fault,) = text_faults(text)
        assert fault.path == path
        assert len(fault.actual) <= 42

    @pytest.mark.parametrize("brackets", ["[]", "{}"])
    def test_nesting_of_any_depth_is_rejected_with_a_fault(self, brackets: str) -> None:
        opening = brackets[0] if brackets == "[]" else '{"a":'
        # Near a thousand levels, the text can still be parsed, but its repr cannot be built.
        for depth in (*range(1, 1010), 5000, 100_000):
            nested = opening * depth + "1" + brackets[1] * depth
            text = json.dumps(changed("situation.zone", "HERE")).replace('"HERE"', nested)
            assert text_faults(text), depth

    def test_unclosed_nesting_is_rejected_with_a_fault(self) -> None:
        assert text_faults("[" * 1_000_000)

    @pytest.mark.parametrize(
        ("text", "path"),
        [
            ('{"situation": {"zone": "green", "zone": "red"}, "proposal": 0}', "situation.zone"),
            ('{"situation": {"colour": 1, "colour": 1}, "proposal": 0}', "situation.colour"),
            ('{"situation": {}, "situation": {}, "proposal": 0}', "situation"),
            (
                '{"situation": {"medicines": [{"name": "a", "name": "a"}]}, "proposal": 0}',
                "situation.medicines[0].name",
            ),
        ],
    )
    def test_a_repeated_key_is_a_fault_even_if_both_values_are_equal(self, text: str, path: str) -> None:
        found = [fault for fault in text_faults(text) if fault.expected == "given once"]
        assert [fault.path for fault in found] == [path]

    def test_a_repeated_key_in_a_product_is_a_fault(self) -> None:
        text = json.dumps(FULL).replace('"kind": "capsule"', '"kind": "capsule", "kind": "capsule"')
        (fault,) = text_faults(text)
        assert (fault.path, fault.expected) == ("proposal.product.kind", "given once")

    def test_text_in_any_language_is_read_unchanged(self) -> None:
        name = "Lévothyrox® 甲状腺 💊"
        for text in (json.dumps(changed("situation.medicines[0].name", name)), to_json(FULL_CASE)):
            read_case(text)
        medicines = read_case(json.dumps(changed("situation.medicines[0].name", name))).situation.medicines or ()
        assert [medicine.name for medicine in medicines] == [name]

    @pytest.mark.parametrize("escape", ['"\\ud800"', '"\\u0000"', '"a\\u001b[31mb"', '"a\\nb"'])
    def test_unprintable_text_is_one_printable_fault(self, escape: str) -> None:
        text = json.dumps(changed("situation.medicines[0].name", "HERE")).replace('"HERE"', escape)
        (fault,) = text_faults(text)
        assert fault.path == "situation.medicines[0].name"
        assert str(fault).isprintable()
        str(fault).encode()


def plans() -> list[Any]:
    start = titration_schedule(capsule("62.5"))
    assert isinstance(start, DosePlan)
    return [
        start,
        TopicalPlan(vehicle=Vehicle.BATH, patch_test=False),
        TopicalPlan(vehicle=Vehicle.OIL, patch_test=True),
    ]


def decisions() -> list[Any]:
    taking = {"medicines": [Medicine(name="levothyroxine"), Medicine(name="zzz"), Medicine(name="Maalox")]}
    questions = [
        (situation(acknowledged=[START_ACKNOWLEDGED]), proposal()),
        (situation(conditions=[Condition.MCAS, Condition.CARDIAC], **taking), proposal(capsule("62.5"))),
        (situation(zone=Zone.RED, **taking), proposal(capsule(500, ingredients=["stevia"]))),
        (situation(zone=Zone.YELLOW), proposal(capsule(120), target=Elemental.mg(200))),
        (Situation(), proposal(intent=Intent.INCREASE)),
        (Situation(), proposal()),
        (Situation(zone=Zone.RED), topical()),
        (Situation(zone=Zone.GREEN), topical()),
    ]
    return [assess(person, proposed) for person, proposed in questions]


class TestRoundTrip:
    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            (FULL_CASE, Case),
            (Situation(), Situation),
            (proposal(), Proposal),
            (capsule(), Product),
            (capsule(ingredients=None), Capsule),
            (Topical(vehicle=Vehicle.CREAM), Product),
            (Medicine(rxnorm="5"), Medicine),
            (Medicine(name="iron", taken_at=[time(7, 30), time(0)], magnesium=Elemental.mg("0.000001")), Medicine),
            (Acknowledgement(rule="a", reason="b", about="c"), Acknowledgement),
            (
                a_finding(about="iron", separation=DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6)),
                Finding,
            ),
            (a_finding(about="iron", severity=Severity.MAJOR), Finding),
            (a_finding(supposed=True), Finding),
            (CITE, Citation),
            (Elemental.mg("56.25"), Elemental),
            (Compound.mg(500), Compound),
            (Portion(quarters=6), Portion),
            (Zone.RED, Zone),
            (SourceKind.GUIDE, SourceKind),
            (titration_schedule(capsule(120), target=Elemental.mg(200)), Infeasible),
            (titration_schedule(capsule(500)), Infeasible),
            *((plan, Plan) for plan in plans()),
            *((decision, Decision) for decision in decisions()),
        ],
    )  # fmt: skip
    def test_a_written_value_reads_back_equal(self, value: Any, kind: Any) -> None:
        assert WIRE.structure(WIRE.unstructure(value), kind) == value
        assert WIRE.structure(json.loads(to_json(value)), kind) == value

    def test_the_round_trip_covers_every_kind_of_decision(self) -> None:
        assert {type(decision).__name__ for decision in decisions()} == {
            "Offer",
            "Consult",
            "Withhold",
            "NeedsInformation",
        }

    @pytest.mark.parametrize("value", [FULL_CASE, *plans(), *decisions()])
    def test_written_values_are_text_integers_booleans_null_lists_and_objects(self, value: Any) -> None:
        def walk(part: Any) -> None:
            if isinstance(part, dict):
                assert all(isinstance(key, str) for key in part)
                for value in part.values():
                    walk(value)
            elif isinstance(part, list):
                for item in part:
                    walk(item)
            else:
                assert part is None or type(part) in (str, int, bool)

        walk(WIRE.unstructure(value))

    @pytest.mark.parametrize("value", [FULL_CASE, *decisions()])
    def test_equal_values_are_written_as_equal_text(self, value: Any) -> None:
        assert to_json(value) == to_json(attrs.evolve(value))

    def test_written_text_keeps_letters_of_any_language(self) -> None:
        assert "é" in to_json(Medicine(name="é"))


class TestNames:
    def test_a_case_is_written_with_the_documented_keys(self) -> None:
        written = WIRE.unstructure(FULL_CASE)
        assert list(written) == ["situation", "proposal"]
        assert set(written["situation"]) == set(FULL["situation"])
        assert set(written["proposal"]) == set(FULL["proposal"])
        assert written["proposal"]["product"] == FULL["proposal"]["product"]
        assert written["proposal"]["target_mg"] == "300"
        assert written["situation"]["conditions"] == ["mcas", "pots"]
        assert written["situation"]["medicines"][0]["taken_at"] == ["07:30", "19:00"]
        assert written["situation"]["kidney_date"] == "2026-01-15"
        assert written["situation"]["acknowledged"] == [{"rule": "consult.start", "reason": "discussed in clinic"}]

    def test_an_offer_is_written_with_the_documented_keys(self) -> None:
        written = WIRE.unstructure(decisions()[0])
        assert written["decision"] == "offer"
        assert written["plan"]["kind"] == "dose-plan"
        assert written["plan"]["steps"][0] == {
            "first_day": 1,
            "days": 7,
            "intakes": [{"at": "dinner", "portion": "1/2", "elemental_mg": "50", "with_food": True}],
            "daily_mg": "50",
        }
        assert written["plan"]["steps"][-1]["days"] is None
        assert {"edition", "findings", "acknowledged", "not_checked", "disclaimer"} <= set(written)
        (zone,) = (finding for finding in written["findings"] if finding["rule"].startswith("zone."))
        assert zone["verdict"] == "permit"
        assert {"kind", "place"} <= set(zone["cites"][0])
        assert not {"about", "separation_hours", "supposed"} & set(zone)
        assert {"rule", "verdict", "because", "cites"} <= set(written["plan"]["advice"][0])

    def test_a_consult_is_written_with_a_draft_and_the_separation_of_a_medicine(self) -> None:
        written = WIRE.unstructure(decisions()[1])
        assert written["decision"] == "consult"
        assert "draft" in written
        (unrecognised,) = (row for row in written["findings"] if row["rule"] == "medicine.unrecognised")
        assert unrecognised["about"] == "zzz"
        assert unrecognised["separation_hours"] == {"medicine_to_magnesium": 6, "magnesium_to_medicine": 10}
        assert {"path", "because", "about", "text"} == set(written["not_checked"][0])

    def test_a_withhold_is_written_with_alternatives_and_the_nearest_possible_totals(self) -> None:
        written = WIRE.unstructure(decisions()[3])
        assert written["decision"] == "withhold"
        assert {"proposal", "reason", "answer", "advice", "missing"} == set(written["alternatives"][0])
        assert written["alternatives"][0]["proposal"]["product"]["kind"] in ("capsule", "topical")
        assert written["infeasible"]["nearest_below_mg"] == "180"
        assert written["infeasible"]["nearest_above_mg"] == "210"

    def test_missing_facts_are_written_as_paths(self) -> None:
        written = WIRE.unstructure(decisions()[5])
        assert written["decision"] == "needs-information"
        assert "situation.kidney" in written["missing"]
        supposed = WIRE.unstructure(decisions()[4])
        assert any(finding.get("supposed") is True for finding in supposed["findings"])

    def test_a_topical_plan_is_written_with_the_documented_keys(self) -> None:
        assert WIRE.unstructure(plans()[1]) == {
            "kind": "topical-plan",
            "vehicle": "bath",
            "patch_test": False,
            "advice": [],
        }

    def test_wire_faults_name_fields_as_json_does(self) -> None:
        def fault(path: str) -> Fault:
            return Fault(path=path, expected="w", actual="g", fix="t")

        renamed = wire_faults(map(fault, ("proposal.target", "situation.medicines[0].magnesium", "hold_days", "")))
        assert [fault.path for fault in renamed] == [
            "proposal.target_mg",
            "situation.medicines[0].magnesium_mg",
            "hold_days",
            "",
        ]


STEP: dict[str, Any] = {
    "first_day": 1,
    "days": None,
    "intakes": [
        {"at": "breakfast", "portion": "1/2", "elemental_mg": "50", "with_food": True},
        {"at": "dinner", "portion": "3/4", "elemental_mg": "75", "with_food": False},
    ],
    "daily_mg": "125",
}
LIMIT: dict[str, Any] = {
    "rule": "ceiling.efsa",
    "level_mg": "250",
    "amount_mg": "312.5",
    "outcome": "exceeded",
    "because": "EFSA: at most 250 mg a day",
    "cites": [],
    "margin_mg": "62.5",
    "text": "EFSA: at most 250 mg a day",
}
PLAN: dict[str, Any] = {"kind": "dose-plan", "steps": [STEP], "advice": [], "limits": [LIMIT]}


class TestReadingPlans:
    def test_a_limit_is_written_in_milligrams_and_read_back(self) -> None:
        plan = WIRE.structure(PLAN, cast("Any", Plan))
        assert WIRE.unstructure(plan)["limits"] == [LIMIT]
        assert plan.limits[0].margin == Elemental.mg("62.5")

    @pytest.mark.parametrize(
        ("key", "value"), [("margin_mg", "62"), ("outcome", "within"), ("outcome", "bent"), ("level_mg", 250)]
    )
    def test_a_limit_that_contradicts_its_amounts_is_rejected_with_its_path(self, key: str, value: Any) -> None:
        spoilt = {**PLAN, "limits": [{**LIMIT, key: value}]}
        with pytest.raises(InvalidInputError) as raised:
            WIRE.structure(spoilt, cast("Any", Plan))
        assert [fault.path for fault in raised.value.faults] == [f"limits[0].{key}"]

    def test_a_plan_is_read(self) -> None:
        plan = WIRE.structure(PLAN, cast("Any", Plan))
        assert plan.steps[0].daily == Elemental.mg(125)
        assert [intake.portion for intake in plan.steps[0].intakes] == [Portion.HALF, Portion(quarters=3)]

    def test_a_daily_amount_may_be_absent_or_written_with_trailing_zeros(self) -> None:
        bare = {key: value for key, value in STEP.items() if key != "daily_mg"}
        assert WIRE.structure(bare, Step) == WIRE.structure(STEP | {"daily_mg": "125.000"}, Step)

    @pytest.mark.parametrize("daily", ["124.999999", "125.000001", "0", "50"])
    def test_a_daily_amount_that_is_not_the_sum_of_the_intakes_is_a_fault(self, daily: str) -> None:
        (fault,) = faults_of(WIRE.structure, PLAN | {"steps": [STEP | {"daily_mg": daily}]}, Plan)
        assert fault.path == "steps[0].daily_mg"
        assert "125 mg" in fault.expected

    @pytest.mark.parametrize("daily", [125, 125.0, "", None, "x", True])
    def test_a_daily_amount_is_decimal_text(self, daily: Any) -> None:
        assert paths_of(WIRE.structure, STEP | {"daily_mg": daily}, Step) == ["daily_mg"]

    def test_a_plan_with_a_gap_between_rungs_is_a_fault(self) -> None:
        later = STEP | {"first_day": 2}
        assert paths_of(WIRE.structure, PLAN | {"steps": [later]}, Plan) == ["steps[0]"]
        assert paths_of(WIRE.structure, PLAN | {"steps": []}, Plan) == ["steps"]

    @pytest.mark.parametrize(
        ("key", "values"),
        [
            ("at", WORDS),
            ("portion", (None, 0.5, 1, "", "0.5", "2/4", "half", [], {})),
            ("elemental_mg", MASSES),
            ("with_food", (None, 0, 1, "true", [], {})),
        ],
    )
    def test_a_wrong_value_in_an_intake_is_one_fault_at_its_own_path(self, key: str, values: tuple[Any, ...]) -> None:
        for value in values:
            plan = deepcopy(PLAN)
            plan["steps"][0]["intakes"][1][key] = value
            assert paths_of(WIRE.structure, plan, Plan) == [f"steps[0].intakes[1].{key}"]

    @pytest.mark.parametrize("kind", [None, "plan", "DosePlan", 5, ["dose-plan"], {}])
    def test_a_plan_must_name_its_kind(self, kind: Any) -> None:
        assert paths_of(WIRE.structure, PLAN | {"kind": kind}, Plan) == ["kind"]
        assert paths_of(WIRE.structure, PLAN | {"kind": kind}, DosePlan) == ["kind"]

    def test_the_kind_of_another_class_is_a_fault(self) -> None:
        found = faults_of(WIRE.structure, {"kind": "topical", "vehicle": "oil"}, Capsule)
        assert ("kind", "'capsule'") in {(fault.path, fault.expected) for fault in found}

    @pytest.mark.parametrize("value", [None, [], "offer", 5])
    def test_a_decision_is_an_object_that_names_its_kind(self, value: Any) -> None:
        (fault,) = faults_of(WIRE.structure, value, Decision)
        assert fault.expected == "an object"
        assert paths_of(WIRE.structure, {"decision": "maybe"}, Decision) == ["decision"]

    @pytest.mark.parametrize(
        ("key", "value"), [("place", ""), ("claim", "  "), ("kind", "hearsay"), ("certainty", None)]
    )
    def test_an_empty_field_of_a_citation_is_a_fault_at_its_path(self, key: str, value: Any) -> None:
        finding = WIRE.unstructure(a_finding())
        finding["cites"][0][key] = value
        (fault,) = faults_of(WIRE.structure, finding, Finding)
        assert fault.path.startswith("cites[0]")


@attrs.frozen
class Visit:
    """A class of another project, with fields of our types."""

    name: str
    day: date
    hour: time
    count: int
    dose: Elemental
    zones: list[Zone]
    product: Product
    plan: Plan | None = None


class TestHosts:
    def test_a_host_converter_treats_its_own_types_as_before(self) -> None:
        plain, taught = Converter(), Converter()
        for converter in (plain, taught):
            converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value.replace("/", "-")))
            converter.register_unstructure_hook(date, lambda day: day.isoformat().replace("-", "/"))
        register_hooks(taught)

        @attrs.frozen
        class Own:
            name: str
            count: int
            ratio: float
            day: date
            tags: list[str]
            spare: int | None = None

        loose = {"name": 5, "count": "7", "ratio": "1.5", "day": "2026/03/01", "tags": (1, 2), "more": "ignored"}
        assert taught.structure(loose, Own) == plain.structure(loose, Own)
        own = taught.structure(loose, Own)
        assert (own.name, own.count, own.day) == ("5", 7, date(2026, 3, 1))
        assert taught.unstructure(own) == plain.unstructure(own)
        for kind, value in ((int, "7"), (str, 7), (float, "1.5"), (bool, 1), (date, "2026/03/01")):
            assert taught.structure(value, kind) == plain.structure(value, kind)

    def test_our_types_stay_strict_whatever_hooks_a_host_has(self) -> None:
        taught = Converter()
        taught.register_structure_hook(int, lambda value, _: int(value))
        taught.register_structure_hook(str, lambda value, _: str(value))
        taught.register_structure_hook(date, lambda value, _: date(2000, 1, 1))
        taught.register_unstructure_hook(date, lambda day: "never")
        register_hooks(taught)
        assert paths_of(taught.structure, {"age_years": "34"}, Situation) == ["age_years"]
        assert paths_of(taught.structure, {"name": 5}, Medicine) == ["name"]
        dated = Situation(as_of=date(2026, 3, 1))
        assert taught.structure(taught.unstructure(dated), Situation) == dated
        assert taught.unstructure(dated)["as_of"] == "2026-03-01"

    def test_our_types_can_be_fields_of_a_host_class(self) -> None:
        host = Converter()
        register_hooks(host)
        host.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
        host.register_unstructure_hook(date, date.isoformat)
        host.register_structure_hook(time, lambda value, _: time.fromisoformat(value))
        host.register_unstructure_hook(time, time.isoformat)
        visit = Visit(
            name="first",
            day=date(2026, 3, 1),
            hour=time(9),
            count=1,
            dose=Elemental.mg("62.5"),
            zones=[Zone.RED, Zone.GREEN],
            product=capsule(),
            plan=plans()[1],
        )
        written = host.unstructure(visit)
        assert written["dose"] == "62.5"
        assert written["zones"] == ["red", "green"]
        assert host.structure(json.loads(json.dumps(written)), Visit) == visit

    def test_two_converters_are_independent(self) -> None:
        untaught = Converter()
        assert make_converter() is not make_converter()
        assert untaught.unstructure(Elemental.mg(1)) == {"nanograms": 1_000_000}


@pytest.mark.parametrize("kind", [Elemental, Compound])
@pytest.mark.parametrize("value", [100, 62.5, None, True, [], "1e2", "", "-5", "1000000000", "x" * 1000])
def test_a_mass_must_be_decimal_text(kind: type, value: Any) -> None:
    (fault,) = faults_of(WIRE.structure, value, kind)
    assert fault.path == ""
    assert len(fault.actual) <= 42


def test_elemental_and_compound_are_never_confused() -> None:
    assert type(WIRE.structure("5", Elemental)) is Elemental
    assert type(WIRE.structure("5", Compound)) is Compound


@pytest.mark.parametrize("value", [2, 0.5, None, "", "2/4", "0", "1 1", []])
def test_a_portion_must_be_text_as_we_write_it(value: Any) -> None:
    assert paths_of(WIRE.structure, value, Portion) == [""]


@pytest.mark.parametrize("kind", [Zone, Verdict, Form, TimeOfDay, Tolerance, SourceKind])
def test_each_word_of_an_enum_is_read_and_nothing_else(kind: Any) -> None:
    for word in kind:
        assert WIRE.structure(word.value, kind) is word
    others: tuple[Any, ...] = (None, 1, "", kind.__name__, next(iter(kind)).name, [], {})
    for value in others:
        (fault,) = faults_of(WIRE.structure, value, kind)
        assert fault.expected == f"one of {', '.join(word.value for word in kind)}"


def test_an_invalid_quantity_is_invalid_input() -> None:
    assert issubclass(InvalidQuantityError, InvalidInputError)
    assert Intake in {type(intake) for intake in plans()[0].steps[0].intakes}


@pytest.mark.parametrize("text", ["[1]", "3", '"a"'])
def test_a_record_must_be_an_object(text: str) -> None:
    with pytest.raises(InvalidInputError, match="an object"):
        read_record(text)
    assert read_record('{"a": 1}') == {"a": 1}
