"""A list of which only a part is stated counts with what it holds, and permits nothing that needs the whole list."""

from typing import Any, Final

import attrs
import pytest
from units.builders import capsule, faults_of, situation

from alpims_mg.assessment.assessing import assess
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.products import Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import Condition, FactList, Intent, Vehicle, Zone
from alpims_mg.wire import read_case, to_json

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
