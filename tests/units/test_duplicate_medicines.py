"""Entries of one medicine under one name: the same medicine is asked about once; others are named by their codes."""

from datetime import time
from itertools import permutations
from typing import Any

import attrs
import pytest
from units.builders import capsule, situation

from alpims_mg import (
    Acknowledgement,
    Consult,
    Intent,
    Medicine,
    MedicineRoute,
    Offer,
    Proposal,
    Routine,
    Situation,
    assess,
    schedule_day,
)
from alpims_mg.medicines.recognition import recognised
from alpims_mg.testing import laws
from alpims_mg.wire import make_converter

START = Proposal(intent=Intent.START, product=capsule())
SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"name": "Levothyroxine", "atc": "H03AA01"}, {"name": "Levothyroxine", "rxnorm": "10582"}),
    ({"name": "Levothyroxine", "atc": "H03AA01"}, {"name": "Levothyroxine"}),
    ({"name": "sertraline", "atc": "N06AB06"}, {"name": "sertraline", "atc": "N06AB"}),
    ({"name": "ciprofloxacin", "atc": "J01MA02"}, {"name": "ciprofloxacin", "rxnorm": "2551"}),
]
DIFFERENT: list[tuple[dict[str, Any], dict[str, Any], tuple[str, str]]] = [
    ({"name": "my pill", "atc": "H03AA01"}, {"name": "my pill", "atc": "N06AB06"},
     ("my pill (ATC H03AA01)", "my pill (ATC N06AB06)")),
    ({"name": "my pill", "atc": "H03AA01"}, {"name": "my pill"}, ("my pill (ATC H03AA01)", "my pill (no code)")),
    ({"name": "iron", "atc": "J01MA02"}, {"name": "iron", "rxnorm": "90176"},
     ("iron (ATC J01MA02)", "iron (RxNorm 90176)")),
    ({"name": "blue", "atc": "H03AA01", "rxnorm": "1"}, {"name": "blue", "rxnorm": "1"},
     ("blue (ATC H03AA01, RxNorm 1)", "blue (RxNorm 1)")),
]  # fmt: skip


def person(*medicines: dict[str, Any], **facts: Any) -> Situation:
    return situation(medicines=[Medicine(**medicine) for medicine in medicines], **facts)


def abouts(who: Situation) -> set[str | None]:
    return {one.about for one in assess(who, START).findings if one.rule.startswith("medicine.")}


def agreed(who: Situation) -> Situation:
    """The same person with everything acknowledged that the answer asks for."""
    answer = assess(who, START)
    assert isinstance(answer, Consult)
    yes = [Acknowledgement(rule=one.rule, about=one.about, reason="discussed") for one in answer.to_acknowledge]
    return attrs.evolve(who, acknowledged=yes)


class TestTheSameClassesUnderOneName:
    @pytest.mark.parametrize(("first", "second"), SAME)
    def test_are_one_medicine_that_is_asked_about_once(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        alone, both = assess(person(first), START), assess(person(first, second), START)
        assert isinstance(alone, Consult)
        assert isinstance(both, Consult)
        assert both.to_acknowledge == alone.to_acknowledge
        assert both.findings == alone.findings
        assert isinstance(
            assess(attrs.evolve(agreed(person(first)), medicines=person(first, second).medicines), START), Offer
        )

    @pytest.mark.parametrize(("first", "second"), [pair for pair in SAME if pair[0]["name"] != "sertraline"])
    def test_keep_every_time_at_which_they_are_taken(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        routine = Routine(wakes=time(6), sleeps=time(22), breakfast=time(7), lunch=time(12, 30), dinner=time(18))
        taken = [Medicine(**first, taken_at=[time(7)]), Medicine(**second, taken_at=[time(21)])]
        for medicines in permutations(taken):
            who = situation(medicines=medicines, routine=routine)
            shown = str(assess(who, START))
            assert "07:00" in shown
            assert "21:00" in shown

    def test_keep_every_route(self) -> None:
        by_mouth, injected = ({"name": "iron", "route": route} for route in (MedicineRoute.ORAL, MedicineRoute.OTHER))
        for medicines in ((by_mouth, injected), (injected, by_mouth)):
            who = person(*medicines)
            longest = assess(who, START).separation_by_medicine()
            assert longest == assess(person(by_mouth), START).separation_by_medicine()
            assert isinstance(assess(agreed(who), START), Offer)
        laws.order_never_matters(person(by_mouth, injected), START)

    def test_do_not_lose_an_amount_of_magnesium_that_is_not_stated(self) -> None:
        antacid = {"name": "milk of magnesia", "atc": "A02AA04"}
        who = person({**antacid, "magnesium": situation().other_magnesium}, {"name": "milk of magnesia"})
        assert "ceiling.other-not-stated.medicine" in {one.rule for one in assess(who, START).findings}


class TestOtherClassesUnderOneName:
    @pytest.mark.parametrize(("first", "second", "names"), DIFFERENT)
    def test_are_told_apart_by_their_codes(
        self, first: dict[str, Any], second: dict[str, Any], names: tuple[str, str]
    ) -> None:
        assert recognised(Medicine(**first)).classes != recognised(Medicine(**second)).classes
        for medicines in ((first, second), (second, first)):
            who = person(*medicines)
            assert abouts(who) == set(names)
            assert isinstance(assess(agreed(who), START), Offer)
        laws.order_never_matters(person(first, second), START)

    @pytest.mark.parametrize(("first", "second", "names"), DIFFERENT)
    def test_are_never_covered_by_a_yes_to_the_other(
        self, first: dict[str, Any], second: dict[str, Any], names: tuple[str, str]
    ) -> None:
        del names
        for one, other in ((first, second), (second, first)):
            later = attrs.evolve(agreed(person(one)), medicines=person(one, other).medicines)
            assert isinstance(assess(later, START), Consult)
            both = agreed(person(one, other))
            for left_out in both.acknowledged:
                rest = [yes for yes in both.acknowledged if yes is not left_out]
                assert isinstance(assess(attrs.evolve(both, acknowledged=rest), START), Consult)

    @pytest.mark.parametrize(("first", "second", "names"), DIFFERENT)
    def test_both_count_and_one_more_never_permits_more(
        self, first: dict[str, Any], second: dict[str, Any], names: tuple[str, str]
    ) -> None:
        del names
        rules = [
            {one.rule for one in assess(person(*who), START).findings} for who in ((first,), (second,), (first, second))
        ]
        assert rules[2] == rules[0] | rules[1]

    def test_have_windows_of_their_own_on_the_clock(self) -> None:
        medicines = [
            Medicine(name="my pill", atc="H03AA01", taken_at=[time(7)]),
            Medicine(name="my pill", atc="J01MA02", taken_at=[time(20)]),
        ]
        routine = Routine(wakes=time(6), sleeps=time(22), breakfast=time(7), lunch=time(12, 30), dinner=time(18))
        answer = assess(situation(medicines=medicines, routine=routine), START)
        assert isinstance(answer, Consult)
        day = schedule_day(answer.draft.steps[-1], routine=routine, medicines=medicines)  # type: ignore[union-attr]
        assert "My pill (ATC H03AA01)" in str(day)
        assert "My pill (ATC J01MA02)" in str(day)

    def test_come_back_from_json(self) -> None:
        who = person(*DIFFERENT[0][:2])
        converter = make_converter()
        assert converter.structure(converter.unstructure(who), Situation) == who

    def test_with_long_names_and_codes_have_an_answer(self) -> None:
        name = "x" * 1000
        who = person({"name": name, "atc": "H03AA01"}, {"name": name, "rxnorm": "9" * 200})
        assert isinstance(assess(agreed(who), START), Offer)
