"""A list of which only a part is stated counts with what it holds, and permits nothing that needs the whole list."""

from datetime import date
from typing import Any, Final

import attrs
import pytest
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, faults_of, situation

from alpims_mg import (
    Case,
    CheckIn,
    Condition,
    Consult,
    Decision,
    Elemental,
    FactList,
    Intent,
    InvalidInputError,
    Medicine,
    NeedsInformation,
    NotChecked,
    Offer,
    Proposal,
    Situation,
    Topical,
    Vehicle,
    Withhold,
    Zone,
    assess,
    begin_course,
    compare,
    review_course,
    what_would_change,
    why_not,
)
from alpims_mg.rulebook.changes import Changeable
from alpims_mg.wire import read_case, read_ledger, to_json

START: Final = Proposal(intent=Intent.START, product=capsule())
LOWER: Final = Proposal(intent=Intent.LOWER, product=capsule(), current_daily=Elemental.mg(100))
ON_SKIN: Final = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
BOTH: Final = (FactList.CONDITIONS, FactList.MEDICINES)


def in_part(**facts: Any) -> Situation:
    """A person in Green of whom all facts are stated, but of both lists only a part."""
    facts = {"conditions": [], "medicines": [], "partial": BOTH} | facts
    person: Situation = situation(**facts)
    return person


def gaps(decision: Decision) -> list[NotChecked]:
    return [gap for gap in decision.not_checked if gap.path in {"situation.conditions", "situation.medicines"}]


class TestAPartialList:
    def test_must_be_stated(self) -> None:
        faults = faults_of(Situation, partial=BOTH)
        assert [str(fault) for fault in faults] == [
            f"partial must be only lists that are stated; got {name}, which is not stated; "
            f"leave it out, or state in {name} what is known"
            for name in BOTH
        ]
        (fault,) = faults_of(Situation, partial=BOTH, conditions=[])
        assert (fault.path, fault.actual) == ("partial", "medicines, which is not stated")

    @pytest.mark.parametrize(
        ("partial", "fix"),
        [
            (FactList.MEDICINES, "write partial=[FactList.MEDICINES]"),
            ("medicines", "write partial=[FactList.MEDICINES]"),
            (["conditions"], "write FactList.CONDITIONS"),
            (None, "write partial=[] if there are none"),
        ],
    )
    def test_is_named_by_a_member(self, partial: Any, fix: str) -> None:
        (fault,) = faults_of(Situation, conditions=[], medicines=[], partial=partial)
        assert (fault.path, fault.fix) == ("partial", fix)

    def test_is_not_whole(self) -> None:
        person = in_part(conditions=[Condition.EDS])
        assert (person.whole_conditions is None, person.whole_medicines is None) == (True, True)
        whole = attrs.evolve(person, partial=[])
        assert whole.whole_conditions == frozenset({Condition.EDS})
        assert whole.whole_medicines == ()

    def test_is_written_in_json_only_if_there_is_one(self) -> None:
        case = Case(situation=in_part(), proposal=START)
        assert '"partial": [\n      "conditions",\n      "medicines"\n    ]' in to_json(case)
        assert read_case(to_json(case)) == case
        assert "partial" not in to_json(attrs.evolve(case, situation=situation()))

    def test_is_named_by_a_word_in_json(self) -> None:
        with pytest.raises(InvalidInputError, match=r"situation\.partial\[0\] must be one of conditions, medicines"):
            read_case(to_json(Case(situation=in_part(), proposal=START)).replace('"conditions",\n      ', '"zone", '))


class TestAnAnswerToAPartialList:
    def test_asks_for_the_rest_in_plain_words(self) -> None:
        decision = assess(in_part(medicines=[Medicine(name="levothyroxine")]), START)
        assert isinstance(decision, NeedsInformation)
        assert decision.missing == ("situation.conditions", "situation.medicines")
        assert [str(question) for question in decision.questions] == [
            "Is there anything else? Which other health conditions do you have? Name each one, or say none.",
            "Is there anything else? Which other medicines do you take? Name each one, or say none.",
        ]
        assert [gap.text for gap in gaps(decision)] == [
            "conditions: only a part is stated, and the rest is not checked",
            "medicines: only a part is stated, and the rest is not checked",
        ]

    def test_asks_only_for_the_list_that_is_partial(self) -> None:
        decision = assess(in_part(partial=[FactList.MEDICINES]), START)
        assert isinstance(decision, NeedsInformation)
        assert decision.missing == ("situation.medicines",)

    def test_has_the_findings_and_intervals_of_what_the_list_holds(self) -> None:
        held = {"conditions": [Condition.CARDIAC], "medicines": [Medicine(name="levothyroxine")]}
        part, whole = assess(in_part(**held), START), assess(in_part(**held, partial=[]), START)
        assert isinstance(whole, Consult)
        assert set(whole.findings) == set(part.findings)
        assert part.separation_by_medicine() == whole.separation_by_medicine() != {}

    @pytest.mark.parametrize(
        "held", [{"conditions": [Condition.DIALYSIS]}, {"medicines": [Medicine(name="patiromer")]}]
    )
    def test_is_a_refusal_where_what_the_list_holds_withholds(self, held: dict[str, Any]) -> None:
        assert isinstance(assess(in_part(**held), START), Withhold)

    def test_is_a_refusal_where_everything_else_would_be_one(self) -> None:
        person = in_part(zone=None, conditions=[Condition.DIALYSIS])
        assert isinstance(assess(person, START), Withhold)
        assert isinstance(assess(in_part(zone=Zone.RED), START), Withhold)

    def test_is_the_one_of_a_list_that_is_not_stated_where_the_list_is_empty(self) -> None:
        empty, unstated = assess(in_part(), START), assess(situation(conditions=None, medicines=None), START)
        assert isinstance(empty, NeedsInformation)
        assert isinstance(unstated, NeedsInformation)
        assert (empty.missing, empty.findings) == (unstated.missing, unstated.findings)

    def test_goes_on_and_lists_the_rest_as_not_checked_on_the_skin_and_to_take_less(self) -> None:
        for proposal in (ON_SKIN, LOWER):
            decision = assess(in_part(conditions=[Condition.CARDIAC]), proposal)
            assert not isinstance(decision, NeedsInformation)
            assert [gap.path for gap in gaps(decision)] == ["situation.conditions", "situation.medicines"]
        assert isinstance(assess(in_part(), LOWER), Offer)


class TestWhatElseIsSaid:
    def test_an_alternative_and_another_day_name_only_the_rest_as_missing(self) -> None:
        """Citrus rules the product out, and Red the day."""
        decision = assess(in_part(zone=Zone.RED), START)
        assert isinstance(decision, Withhold)
        assert "all other conditions, all other medicines" in decision.advice[0].text
        refused = attrs.evolve(START, product=capsule(ingredients=["citrus"]))
        decision = assess(in_part(partial=[FactList.MEDICINES]), refused)
        assert isinstance(decision, Withhold)
        (other,) = [one for one in decision.alternatives if one.missing]
        assert other.missing == ("situation.medicines",)
        assert "State first: all other medicines" in other.advice.text

    def test_what_would_change_completes_each_list(self) -> None:
        ways = what_would_change(in_part(medicines=[Medicine(name="levothyroxine")]), START).counterfactuals
        (consult,) = [one for one in ways if isinstance(one.decision, Consult) and len(one.changes) == 2]
        assert [change.what for change in consult.changes] == [
            Changeable.REST_OF_CONDITIONS,
            Changeable.REST_OF_MEDICINES,
        ]
        assert consult.case.situation == in_part(medicines=[Medicine(name="levothyroxine")], partial=[])

    def test_why_not_asks_for_the_rest(self) -> None:
        text = str(why_not(assess(in_part(partial=[FactList.MEDICINES]), START)))
        assert "Is there anything else? Which other medicines do you take?" in " ".join(text.split())

    def test_a_check_in_can_complete_a_list(self) -> None:
        course = begin_course(dose_plan(capsule()), starts=date(2026, 3, 1), situation=in_part())
        green: dict[str, Any] = {"zone": Zone.GREEN, "reactions": []}
        first = CheckIn(day=date(2026, 3, 1), **green)
        review = review_course(course, [first], first.day)
        assert isinstance(review.decision, NeedsInformation)
        assert read_ledger(to_json(review.ledger)) == review.ledger
        agreed = situation(conditions=[], medicines=[], acknowledged=[START_ACKNOWLEDGED])
        second = CheckIn(day=date(2026, 3, 2), situation=agreed, **green)
        assert isinstance(review_course(course, [first, second], second.day).decision, Offer)

    def test_two_people_differ_in_what_is_partial(self) -> None:
        (row,) = compare(in_part(), in_part(partial=[FactList.MEDICINES])).rows
        assert str(row) == "facts: partial: conditions, medicines -> medicines"
