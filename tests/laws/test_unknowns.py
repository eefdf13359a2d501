"""What is not known is never permission, for every fact that a case can leave out."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from alpims_mg import (
    Capsule,
    Condition,
    Consult,
    DosageForm,
    Elemental,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    MedicineClass,
    Offer,
    Proposal,
    Situation,
    Tolerance,
    Topical,
    Vehicle,
    Zone,
    assess,
)
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.testing import laws, strategies
from alpims_mg.testing.laws import acknowledgements, unknowns

CAPSULE = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
PERSON = Situation(
    zone=Zone.GREEN,
    tolerance=Tolerance.PROVEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
)
TAKEN = Elemental.mg(100)
PROPOSALS = [
    Proposal(intent=intent, product=product, current_daily=None if intent is Intent.START else TAKEN)
    for intent in Intent
    for product in (
        CAPSULE,
        attrs.evolve(CAPSULE, elemental=Elemental.mg(200), divides_into=1),
        attrs.evolve(CAPSULE, elemental=Elemental.mg(60), divides_into=2, dosage_form=DosageForm.SCORED_TABLET),
        attrs.evolve(CAPSULE, form=Form.OXIDE, dosage_form=None, ingredients=None),
        Topical(vehicle=Vehicle.OIL),
    )
]
NAMES = {row.medicine: row.names[0] for row in RECOGNITIONS if row.names} | {MedicineClass.UNRECOGNISED: "qxzqxz"}
NEAR = st.builds(
    Situation,
    zone=st.just(Zone.GREEN),
    tolerance=st.sampled_from(Tolerance),
    age_years=st.sampled_from((12, 18, 34, 70)),
    kidney=st.sampled_from((KidneyFunction.NORMAL, KidneyFunction.MODERATE, KidneyFunction.NOT_ASSESSED)),
    conditions=st.just(()) | st.sampled_from(Condition).map(lambda one: (one,)),
    medicines=st.lists(strategies.medicines(), max_size=2, unique_by=str).map(tuple),
    other_magnesium=st.sampled_from((0, 100)).map(Elemental.mg),
)
"""People whom few facts withhold a capsule from, so that most facts that are left out can matter."""
AMOUNTS = st.sampled_from((50, 100, 150, 200)).map(Elemental.mg)
NEAR_PROPOSALS = st.builds(
    Proposal,
    intent=st.sampled_from((Intent.MAINTAIN, Intent.INCREASE)),
    product=strategies.capsules(
        elemental=st.sampled_from((50, 100, 200)).map(Elemental.mg), ingredients=st.none() | st.just(())
    ),
    current_daily=AMOUNTS,
) | st.builds(
    Proposal,
    intent=st.just(Intent.START),
    product=strategies.capsules(elemental=st.integers(40, 200).map(Elemental.mg), ingredients=st.none() | st.just(())),
)


class TestEveryFact:
    @given(situation=NEAR, proposal=NEAR_PROPOSALS)
    def test_of_a_case_that_few_facts_withhold(self, situation: Situation, proposal: Proposal) -> None:
        laws.unknown_is_never_permission(situation, proposal)

    @pytest.mark.parametrize("proposal", PROPOSALS, ids=str)
    @pytest.mark.parametrize("kidney", [KidneyFunction.NORMAL, KidneyFunction.MODERATE], ids=str)
    def test_of_every_intent(self, proposal: Proposal, kidney: KidneyFunction) -> None:
        laws.unknown_is_never_permission(attrs.evolve(PERSON, kidney=kidney), proposal)

    @pytest.mark.parametrize("kind", MedicineClass, ids=str)
    def test_beside_a_medicine_of_every_class(self, kind: MedicineClass) -> None:
        taking = attrs.evolve(PERSON, medicines=[Medicine(name=NAMES.get(kind, "atenolol"))])
        for proposal in (PROPOSALS[0], PROPOSALS[5]):
            laws.unknown_is_never_permission(taking, proposal)

    @pytest.mark.parametrize("condition", Condition, ids=str)
    def test_beside_every_condition(self, condition: Condition) -> None:
        for proposal in (PROPOSALS[0], PROPOSALS[5]):
            laws.unknown_is_never_permission(attrs.evolve(PERSON, conditions=[condition]), proposal)

    @pytest.mark.parametrize("proposal", PROPOSALS, ids=str)
    def test_where_nothing_is_stated_and_beside_two_medicines(self, proposal: Proposal) -> None:
        laws.unknown_is_never_permission(Situation(), proposal)
        two = attrs.evolve(PERSON, medicines=[Medicine(name="sertraline"), Medicine(name="milk of magnesia")])
        laws.unknown_is_never_permission(two, proposal)

    def test_every_field_that_can_be_left_out_is_left_out(self) -> None:
        taking = attrs.evolve(PERSON, medicines=[Medicine(name="milk of magnesia")])
        left_out = {
            one.fact.rpartition(".")[2] for proposal in PROPOSALS for one in laws.facts_left_out(taking, proposal)
        }
        can_be = {
            field.name
            for kind in (Situation, Proposal, Capsule, Topical, Medicine)
            for field in attrs.fields(kind)
            if field.default is not attrs.NOTHING
        }
        # Wishes are no facts. An eGFR is the kidney function as a number. The day of a result needs the day of today,
        # and a code stands for a name.
        wishes = {"target", "lower_to", "hold_days", "avoids", "acknowledged"}
        assert left_out == can_be - wishes - {"egfr", "as_of", "atc", "rxnorm"}


LISTS = st.frozensets(st.sampled_from(FactList), min_size=1)


class TestAPartialList:
    @given(
        situation=NEAR | strategies.situations(),
        proposal=NEAR_PROPOSALS | strategies.proposals(),
        partial=LISTS,
    )
    def test_is_never_permission(self, situation: Situation, proposal: Proposal, partial: frozenset[FactList]) -> None:
        laws.a_partial_list_is_never_permission(situation, proposal, partial)

    @pytest.mark.parametrize("proposal", PROPOSALS, ids=str)
    @pytest.mark.parametrize("condition", [*Condition, None], ids=str)
    def test_that_holds_each_condition_is_never_permission(
        self, condition: Condition | None, proposal: Proposal
    ) -> None:
        person = attrs.evolve(PERSON, conditions=[condition] if condition else [])
        laws.a_partial_list_is_never_permission(person, proposal, [FactList.CONDITIONS])

    @pytest.mark.parametrize("kind", MedicineClass, ids=str)
    def test_that_holds_a_medicine_of_each_class_is_never_permission(self, kind: MedicineClass) -> None:
        taking = attrs.evolve(PERSON, medicines=[Medicine(name=NAMES.get(kind, "atenolol"))])
        for proposal in PROPOSALS:
            laws.a_partial_list_is_never_permission(taking, proposal, FactList)

    @pytest.mark.parametrize(
        ("answered", "match"),
        [
            (lambda situation: attrs.evolve(situation, partial=()), "although a list is partial"),
            (lambda situation: PERSON if situation.partial else situation, "permits more|other findings"),
            (
                lambda situation: attrs.evolve(situation, conditions=None, medicines=None, partial=()),
                "other findings",
            ),
        ],
    )
    def test_that_is_taken_for_a_whole_or_an_unstated_one_breaks_the_law(
        self, answered: Callable[[Situation], Situation], match: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taking = attrs.evolve(PERSON, medicines=[Medicine(name="levothyroxine")])

        def wrong(situation: Situation, proposal: Proposal, **options: Any) -> Any:
            return assess(answered(situation) if situation.partial else situation, proposal, **options)

        monkeypatch.setattr(unknowns, "assess", wrong)
        with pytest.raises(laws.LawBrokenError, match=match):
            laws.a_partial_list_is_never_permission(taking, PROPOSALS[0], FactList)


def _as_a_hard_capsule(situation: Situation, proposal: Proposal) -> tuple[Situation, Proposal]:
    assert isinstance(proposal.product, Capsule)
    kind = proposal.product.dosage_form or DosageForm.HARD_CAPSULE
    return situation, attrs.evolve(proposal, product=attrs.evolve(proposal.product, dosage_form=kind))


def _as_read(situation: Situation, proposal: Proposal) -> tuple[Situation, Proposal]:
    assert isinstance(proposal.product, Capsule)
    named = proposal.product.ingredients or ()
    return situation, attrs.evolve(proposal, product=attrs.evolve(proposal.product, ingredients=named))


def _as_normal(situation: Situation, proposal: Proposal) -> tuple[Situation, Proposal]:
    unknown = situation.kidney is KidneyFunction.NOT_ASSESSED
    return attrs.evolve(situation, kidney=KidneyFunction.NORMAL) if unknown else situation, proposal


def _as_sertraline(situation: Situation, proposal: Proposal) -> tuple[Situation, Proposal]:
    medicines = [Medicine(name="sertraline") if str(one) == "qxzqxzqxz" else one for one in situation.medicines or ()]
    return attrs.evolve(situation, medicines=medicines), proposal


@pytest.mark.parametrize("mild", [_as_a_hard_capsule, _as_read, _as_normal, _as_sertraline])
def test_a_mild_value_in_place_of_what_is_not_known_breaks_the_law(
    mild: Callable[[Situation, Proposal], tuple[Situation, Proposal]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def milder(situation: Situation, proposal: Proposal, **options: Any) -> Any:
        return assess(*mild(situation, proposal), **options)

    taking = attrs.evolve(PERSON, medicines=[Medicine(name="levothyroxine")])
    monkeypatch.setattr(unknowns, "assess", milder)
    monkeypatch.setattr(acknowledgements, "assess", milder)
    with pytest.raises(laws.LawBrokenError):
        laws.unknown_is_never_permission(taking, PROPOSALS[0])


def _left_out(unknown: dict[str, Any], *stated: dict[str, Any]) -> laws.LeftOut:
    cases = [(attrs.evolve(PERSON, **facts), PROPOSALS[0]) for facts in (unknown, *stated)]
    return laws.LeftOut("situation", cases[0], tuple(cases[1:]))


def test_an_interval_that_is_shorter_without_a_fact_breaks_the_law() -> None:
    kidney = {"kidney": KidneyFunction.NOT_ASSESSED}
    severe = {"kidney": KidneyFunction.SEVERE}
    iron, sotorasib = ([Medicine(name=name)] for name in ("iron", "sotorasib"))
    laws.a_fact_left_out_is_never_milder(
        _left_out({**kidney, "medicines": sotorasib}, severe, {**kidney, "medicines": iron})
    )
    with pytest.raises(laws.LawBrokenError, match="shortens an interval"):
        laws.a_fact_left_out_is_never_milder(
            _left_out({**kidney, "medicines": iron}, severe, {**kidney, "medicines": sotorasib})
        )


def test_a_person_who_states_all_facts_is_answered() -> None:
    assert isinstance(assess(PERSON, PROPOSALS[0]), Consult)
    assert isinstance(assess(PERSON, PROPOSALS[5]), Offer | Consult)
