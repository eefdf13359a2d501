"""Situations, proposals and routines: not stated is not the same as none, and all faults are raised together."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import attrs
import pytest
from units.builders import capsule, faults_of, paths_of, situation

from alpims_mg import (
    Acknowledgement,
    Additive,
    Case,
    Compound,
    Condition,
    Egfr,
    EgfrUnit,
    Elemental,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Routine,
    Situation,
    Tolerance,
    Zone,
)
from alpims_mg.model.proposals import DayCase
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.wire import make_converter

TODAY = date(2026, 3, 1)
ACK = Acknowledgement(rule="consult.start", reason="discussed")


def test_an_empty_situation_states_nothing_and_assumes_the_cautious_tolerance() -> None:
    blank = Situation()
    unstated = (
        "zone",
        "age_years",
        "kidney",
        "egfr",
        "kidney_date",
        "as_of",
        "conditions",
        "medicines",
        "other_magnesium",
    )
    assert all(getattr(blank, name) is None for name in unstated)
    assert blank.tolerance is Tolerance.UNPROVEN
    assert (blank.other_conditions, blank.avoids, blank.acknowledged) == ((), frozenset(), ())


def test_an_empty_list_states_that_there_are_none_and_an_absent_list_states_nothing() -> None:
    assert Situation(conditions=[], medicines=[]) != Situation()
    assert Situation(conditions=[]).conditions == frozenset()
    assert Situation(medicines=[]).medicines == ()


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset, iter, lambda items: (item for item in items)])
def test_lists_may_come_as_any_iterable(kind: Any) -> None:
    pain, medicine = [Condition.MCAS, Condition.POTS], Medicine(name="iron")
    made = Situation(
        conditions=kind(pain), medicines=kind([medicine]), avoids=kind([Additive.DYE]), acknowledged=kind([ACK])
    )
    assert made.conditions == frozenset(pain)
    assert made.medicines == (medicine,)
    assert made.avoids == {Additive.DYE}
    assert made.acknowledged == (ACK,)


@pytest.mark.parametrize("name", ["conditions", "other_conditions", "medicines", "partial", "avoids", "acknowledged"])
@pytest.mark.parametrize("value", ["mcas", b"mcas", 5, {"mcas": 1}])
def test_a_value_that_is_not_a_list_is_rejected(name: str, value: Any) -> None:
    (fault,) = faults_of(Situation, **{name: value})
    assert (fault.path, fault.expected) == (name, "a list")


MANY = Medicine(name="a name so long that its representation does not fit")
MEDICINES = "write medicines=[...], and for each item write for example Medicine(name='levothyroxine')"


@pytest.mark.parametrize(
    ("name", "value", "fix"),
    [
        ("conditions", Condition.EDS, "write conditions=[Condition.EDS]"),
        ("conditions", "me-cfs", "write conditions=[Condition.ME_CFS]"),
        (
            "conditions",
            "long covid",
            "write conditions=[...], and for each item give a member of Condition, or state it in other_conditions",
        ),
        ("avoids", Additive.DYE, "write avoids=[Additive.DYE]"),
        ("avoids", None, "write avoids=[] if there are none"),
        ("medicines", Medicine(name="iron"), "write medicines=[Medicine(name='iron')]"),
        ("medicines", MANY, "write medicines=[...]"),
        ("medicines", "iron", "write medicines=[Medicine(name='iron')]"),
        ("medicines", {"name": "iron"}, MEDICINES),
        ("acknowledged", ACK, "write acknowledged=[...]"),
    ],
)
def test_the_fix_for_a_bare_item_is_a_list_that_holds_it(name: str, value: Any, fix: str) -> None:
    (fault,) = faults_of(Situation, **{name: value})
    assert (fault.path, fault.expected, fault.fix) == (name, "a list", fix)


@pytest.mark.parametrize(
    ("name", "value", "fix"),
    [
        ("zone", "green", "write Zone.GREEN"),
        ("zone", "grene", "did you mean Zone.GREEN? Otherwise choose Zone.GREEN, Zone.YELLOW or Zone.RED"),
        ("zone", None, None),
        ("tolerance", None, "choose Tolerance.PROVEN or Tolerance.UNPROVEN"),
        ("kidney", "normal", "write KidneyFunction.NORMAL"),
        ("kidney", None, None),
        ("kidney", 29, "for an eGFR, write egfr=Egfr(value='29', unit=...) with the unit that the laboratory reports"),
        ("kidney", 24.3,
         "for an eGFR, write egfr=Egfr(value='24.3', unit=...) with the unit that the laboratory reports"),
        ("kidney", Egfr(value=29, unit=EgfrUnit.ML_MIN), "give it as egfr"),
        ("egfr", Decimal(29),
         "for an eGFR, write egfr=Egfr(value='29', unit=...) with the unit that the laboratory reports"),
        ("egfr", KidneyFunction.SEVERE, "give it as kidney"),
        ("egfr", "low", "write for example Egfr(value='24.3', unit=EgfrUnit.ML_MIN_SCALED)"),
        ("age_years", "34", "write 34"),
        ("age_years", 340, "correct the number"),
        ("as_of", "2026-03-01", "write date(2026, 3, 1)"),
        ("other_magnesium", 150, "write Elemental.mg('150') if this is the mass of elemental magnesium in milligrams"),
        ("medicines", ["iron"], "write Medicine(name='iron')"),
        ("acknowledged", ["consult.start"],
         "write for example Acknowledgement(rule='consult.start', reason='discussed in clinic')"),
    ],
)  # fmt: skip
def test_a_fix_keeps_the_meaning_of_what_came(name: str, value: Any, fix: str | None) -> None:
    assert [fault.fix for fault in faults_of(Situation, **{name: value})] == ([] if fix is None else [fix])


@pytest.mark.parametrize("name", ["other_conditions", "partial", "avoids", "acknowledged"])
def test_a_list_that_is_always_stated_cannot_be_none(name: str) -> None:
    assert paths_of(Situation, **{name: None}) == [name]


def test_the_fault_of_an_unhashable_condition_has_its_index() -> None:
    assert paths_of(Situation, conditions=[Condition.MCAS, ["pots"]]) == ["conditions[1]"]


class TestOtherConditions:
    @pytest.mark.parametrize("kind", [list, tuple, set, iter])
    def test_are_sorted_with_single_spaces_and_each_once(self, kind: Any) -> None:
        texts = ["sarcoidosis", "long  covid", "gout", " gout ", "long covid"]
        assert Situation(other_conditions=kind(texts)).other_conditions == ("gout", "long covid", "sarcoidosis")

    @pytest.mark.parametrize("condition", Condition)
    def test_a_text_that_names_a_condition_is_refused_and_the_fix_names_its_word(self, condition: Condition) -> None:
        word = str(condition)
        for text in (word, word.upper(), word.replace("-", " ").title(), f" {word.replace('-', '_')}."):
            (fault,) = faults_of(Situation, other_conditions=["gout", text])
            assert (fault.path, fault.fix) == ("other_conditions[1]", f"state it in conditions: {word}")

    @pytest.mark.parametrize("text", ["none", "Unknown", "N/A", "keine", "No known conditions", "-", "?", "7", "½"])
    def test_a_text_that_names_no_condition_is_refused(self, text: str) -> None:
        (fault,) = faults_of(Situation, other_conditions=[text])
        assert (fault.path, fault.expected) == ("other_conditions[0]", "the name of a condition")
        assert fault.fix.startswith("leave it out")

    @pytest.mark.parametrize("value", ["", " ", "a\nb", "x" * 201, None, 5])
    def test_an_item_is_printable_text(self, value: Any) -> None:
        assert paths_of(Situation, other_conditions=["gout", value]) == ["other_conditions[1]"]

    def test_two_conditions_in_one_text_are_refused(self) -> None:
        (fault,) = faults_of(Situation, other_conditions=["gout; lupus"])
        assert (fault.expected, fault.fix) == ("one condition", "write each condition as a text of its own")

    @pytest.mark.parametrize(
        "text", ["Crohn's disease", "type 2 diabetes", "E11.9", "痛風", "heart block, third degree"]
    )
    def test_any_other_name_is_kept_as_written(self, text: str) -> None:
        assert Situation(other_conditions=[text]).other_conditions == (text,)


@pytest.mark.parametrize("age", [-1, 131, 34.0, "34", True, float("nan")])
def test_an_age_is_a_whole_number_from_0_to_130(age: Any) -> None:
    (fault,) = faults_of(Situation, age_years=age)
    assert (fault.path, fault.expected) == ("age_years", "a whole number of years from 0 to 130")


@pytest.mark.parametrize("age", [0, 17, 18, 130])
def test_every_age_from_0_to_130_is_valid(age: int) -> None:
    assert Situation(age_years=age).age_years == age


def test_all_faults_of_a_situation_are_raised_together() -> None:
    assert paths_of(
        Situation,
        zone="green",
        tolerance=None,
        age_years=200,
        kidney="normal",
        egfr="24.3",
        kidney_date="2026-03-01",
        as_of=datetime(2026, 3, 1, tzinfo=UTC),
        conditions=["mcas"],
        medicines=["iron"],
        other_magnesium=Compound.mg(5),
        avoids=["dye"],
        acknowledged=["consult.start"],
    ) == [
        "zone",
        "tolerance",
        "age_years",
        "kidney",
        "egfr",
        "kidney_date",
        "as_of",
        "conditions",
        "medicines[0]",
        "other_magnesium",
        "avoids",
        "acknowledged[0]",
    ]


@pytest.mark.parametrize("name", ["kidney_date", "as_of"])
@pytest.mark.parametrize("value", ["2026-03-01", datetime(2026, 3, 1, tzinfo=UTC), 20260301, time(7)])
def test_a_date_has_no_time_of_day(name: str, value: Any) -> None:
    (fault,) = faults_of(Situation, kidney=KidneyFunction.NORMAL, **{name: value})
    assert (fault.path, fault.expected) == (name, "a date")


@pytest.mark.parametrize("taken", [TODAY, date(2025, 1, 1), date.min])
def test_a_kidney_result_is_not_later_than_today(taken: date) -> None:
    assert Situation(kidney=KidneyFunction.NORMAL, kidney_date=taken, as_of=TODAY).kidney_date == taken
    (fault,) = faults_of(Situation, kidney=KidneyFunction.NORMAL, kidney_date=date(2026, 3, 2), as_of=TODAY)
    assert (fault.path, fault.expected) == ("kidney_date", "no later than as_of, 2026-03-01")


def test_the_date_of_a_kidney_result_needs_the_result_and_the_date_of_today() -> None:
    assert paths_of(Situation, kidney_date=TODAY, as_of=TODAY) == ["kidney"]
    assert paths_of(Situation, kidney=KidneyFunction.NORMAL, kidney_date=TODAY) == ["as_of"]


def test_the_date_of_a_kidney_result_may_belong_to_an_egfr() -> None:
    rate = Egfr(value=61, unit=EgfrUnit.ML_MIN)
    assert Situation(egfr=rate, kidney_date=TODAY, as_of=TODAY).kidney is None
    assert paths_of(Situation, egfr=rate, kidney_date=TODAY) == ["as_of"]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (0, "0"), (300, "300"), ("24.3", "24.3"), ("59.99", "59.99"), ("29.999", "29.999"), ("61.0", "61.0"),
        (Decimal("24.3"), "24.3"), (Decimal(300), "300"), (Decimal("1E+2"), "100"),
        ("24.3000", "24.300"), ("82.59172743192929", "82.591"), ("29.9996", "29.999"), ("59.9999999999999", "59.999"),
        (Decimal("0.0004"), "0.000"), (Decimal("24.3000"), "24.300"), (Decimal("1E-9"), "0.000"),
        (Decimal("29.89999999999999857891452847979962825775146484375"), "29.899"),
    ],
)  # fmt: skip
def test_an_egfr_shows_the_number_as_it_was_given_and_at_most_three_decimals(given: Any, text: str) -> None:
    for unit in EgfrUnit:
        rate = Egfr(value=given, unit=unit)
        assert (rate.value_text, rate.unit) == (text, unit)
        assert str(rate) == f"{text} {unit.value}"


@pytest.mark.parametrize(
    "value",
    [
        -1, 301, 24.3, True, None, "", "24,3", "24.", ".5", "1e2", "-1", " 61", "٣٠", "301", 10**50, float("nan"),
        Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-0"), Decimal("300.001"), Decimal("300.0000001"),
        Decimal("1E-999999"), Decimal("1E+999999"), f"24.{'1' * 1201}",
    ],
)  # fmt: skip
def test_an_egfr_is_an_exact_number_from_0_to_300(value: Any) -> None:
    (fault,) = faults_of(Egfr, value=value, unit=EgfrUnit.ML_MIN)
    assert (fault.path, fault.expected) == ("value", "an exact number from 0 to 300")


def test_an_egfr_keeps_every_decimal_on_the_wire_and_in_comparisons() -> None:
    exact = Egfr(value="29.99999999999999999999", unit=EgfrUnit.ML_MIN)
    assert exact.value == Decimal("29.99999999999999999999")
    assert make_converter().structure(make_converter().unstructure(exact), Egfr) == exact
    assert exact != Egfr(value="29.99999999999999999998", unit=EgfrUnit.ML_MIN)


def test_all_faults_of_an_egfr_are_raised_together() -> None:
    assert paths_of(Egfr, value=24.3, unit="mL/min") == ["value", "unit"]


def test_the_date_of_today_may_be_stated_without_a_kidney_result() -> None:
    assert Situation(as_of=TODAY).as_of == TODAY
    assert Situation(kidney=KidneyFunction.NORMAL, as_of=TODAY).kidney_date is None


@pytest.mark.parametrize("named", [{"name": "iron"}, {"atc": "B03A"}, {"rxnorm": "90176"}])
def test_a_medicine_needs_a_name_or_a_code(named: dict[str, str]) -> None:
    assert Medicine(**named).route is MedicineRoute.UNKNOWN  # type: ignore[arg-type]


def test_a_medicine_without_a_name_or_a_code_is_rejected() -> None:
    assert [str(fault) for fault in faults_of(Medicine)] == [
        "name must be given, unless atc or rxnorm is given; got None; give the name, the ATC code or the RxNorm code"
    ]


def test_a_medicine_is_shown_by_its_name_or_else_by_its_code() -> None:
    assert str(Medicine(name="iron", atc="B03A", rxnorm="90176")) == "iron"
    assert str(Medicine(atc="B03A", rxnorm="90176")) == "ATC B03A"
    assert str(Medicine(rxnorm="90176")) == "RxNorm 90176"


def test_the_times_of_a_medicine_are_in_whole_minutes_and_their_faults_have_their_index() -> None:
    assert Medicine(name="iron", taken_at=[time(7, 30)]).taken_at == (time(7, 30),)
    assert paths_of(Medicine, name="iron", taken_at=[time(7), time(7, tzinfo=UTC), "07:30"]) == [
        "taken_at[1]",
        "taken_at[2]",
    ]
    assert paths_of(Medicine, name="iron", taken_at=[time(7, 30, 1), time(7, 30, 0, 1)]) == [
        "taken_at[0]",
        "taken_at[1]",
    ]
    assert paths_of(Medicine, name="iron", taken_at="07:30") == ["taken_at"]


def test_all_faults_of_a_medicine_are_raised_together() -> None:
    assert paths_of(Medicine, name=5, atc="", rxnorm="a\nb", route="oral", taken_at=None, magnesium=150) == [
        "name",
        "atc",
        "rxnorm",
        "route",
        "taken_at",
        "magnesium",
    ]


def test_an_acknowledgement_needs_a_rule_and_a_reason() -> None:
    assert str(ACK) == "consult.start: discussed"
    about = Acknowledgement(rule="medicine.iron", reason="discussed", about="iron")
    assert str(about) == "medicine.iron [iron]: discussed"
    assert paths_of(Acknowledgement, rule="", reason="  ", about="") == ["rule", "reason", "about"]


def test_all_faults_of_a_proposal_are_raised_together() -> None:
    assert paths_of(Proposal, intent="start", product="oil", target=300, current_daily="100", hold_days=7.0) == [
        "intent",
        "product",
        "target",
        "current_daily",
        "hold_days",
    ]


@pytest.mark.parametrize("days", [True, "7", None, 7.5])
def test_a_hold_is_a_whole_number_of_days(days: Any) -> None:
    (fault,) = faults_of(Proposal, intent=Intent.START, product=capsule(), hold_days=days)
    assert (fault.path, fault.expected) == ("hold_days", "a whole number of days")


def test_a_proposal_shows_its_intent_its_product_and_its_amounts() -> None:
    words = "glycinate hard capsule, 100 mg elemental each, divides into 4"
    assert str(Proposal(intent=Intent.START, product=capsule())) == f"start {words}"
    full = Proposal(
        intent=Intent.INCREASE, product=capsule(), target=Elemental.mg(300), current_daily=Elemental.mg(100)
    )
    assert str(full) == f"increase {words}, now 100 mg elemental a day, towards 300 mg elemental a day"


def test_a_case_holds_a_situation_and_a_proposal() -> None:
    assert paths_of(Case, situation={}, proposal=None) == ["situation", "proposal"]
    start = Proposal(intent=Intent.START, product=capsule())
    assert Case(situation=Situation(), proposal=start).proposal is start


USUAL: Any = {
    "wakes": time(7),
    "sleeps": time(22, 30),
    "breakfast": time(8),
    "lunch": time(12, 30),
    "dinner": time(18),
}


def test_a_routine_shows_its_day_and_a_meal_may_be_left_out() -> None:
    assert str(Routine(**USUAL)) == ("awake from 07:00 to 22:30, breakfast at 08:00, lunch at 12:30, dinner at 18:00")
    assert Routine(**USUAL | {"lunch": None}).meals == (("breakfast", time(8)), ("dinner", time(18)))


def test_every_time_of_a_routine_is_in_whole_minutes_without_an_offset() -> None:
    wrong = {"wakes": "07:00", "sleeps": None, "breakfast": time(8, 0, 1), "lunch": 12, "dinner": time(18, tzinfo=UTC)}
    assert paths_of(Routine, **wrong) == ["wakes", "sleeps", "breakfast", "lunch", "dinner"]


@pytest.mark.parametrize(
    ("changed", "paths"),
    [
        ({"sleeps": time(7)}, ["sleeps"]),
        ({"breakfast": time(6, 59)}, ["breakfast"]),
        ({"dinner": time(22, 31)}, ["dinner"]),
        ({"breakfast": time(6), "dinner": time(23)}, ["breakfast", "dinner"]),
        ({"lunch": time(8)}, ["lunch"]),
        ({"lunch": time(7, 30), "dinner": time(7, 45)}, ["lunch", "dinner"]),
        ({"breakfast": time(19), "lunch": None}, ["dinner"]),
    ],
)
def test_meals_are_while_awake_and_in_order(changed: dict[str, Any], paths: list[str]) -> None:
    assert paths_of(Routine, **USUAL | changed) == paths


@pytest.mark.parametrize("changed", [{"breakfast": time(7)}, {"dinner": time(22, 30)}, {"sleeps": time(6, 59)}])
def test_a_meal_at_the_time_of_waking_or_going_to_sleep_is_while_awake(changed: dict[str, Any]) -> None:
    assert paths_of(Routine, **USUAL | changed) == []


def test_a_routine_may_go_past_midnight() -> None:
    night = {"wakes": time(16), "sleeps": time(8), "breakfast": time(16, 30), "lunch": time(21), "dinner": time(2)}
    assert paths_of(Routine, **night) == []
    assert paths_of(Routine, **night | {"lunch": time(3)}) == ["dinner"]
    assert paths_of(Routine, **night | {"lunch": time(12)}) == ["lunch"]


def test_a_case_of_a_day_holds_a_routine() -> None:
    assert paths_of(DayCase, situation={}, proposal=None, routine="07:00") == ["situation", "proposal", "routine"]
    start = Proposal(intent=Intent.START, product=capsule())
    assert DayCase(situation=Situation(), proposal=start, routine=Routine(**USUAL)).routine.lunch == time(12, 30)


def test_a_situation_is_immutable_and_hashable() -> None:
    person = situation(medicines=[Medicine(name="iron")], conditions=[Condition.MCAS])
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        person.zone = Zone.RED  # type: ignore[misc]
    assert {person: 1}[attrs.evolve(person)] == 1
    assert not hasattr(person, "__dict__")
