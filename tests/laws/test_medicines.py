"""Separation of medicines and magnesium: never shortened, never swapped, and for a group as long as for its members."""

from datetime import time
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from alpims_mg import (
    CURRENT,
    Capsule,
    Consult,
    DosageForm,
    DoseSeparation,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    MedicineRoute,
    Offer,
    Proposal,
    Situation,
    Zone,
    assess,
)
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.testing import laws, strategies

START = Proposal(
    intent=Intent.START,
    product=Capsule(
        form=Form.GLYCINATE,
        elemental=Elemental.mg(100),
        divides_into=4,
        dosage_form=DosageForm.HARD_CAPSULE,
        ingredients=[],
    ),
)
CODES = sorted({code for row in RECOGNITIONS for code in row.atc})
# The readings decide these by name: an unnamed blood-pressure medicine needs a clinician and lists the
# diuretic that it may include as not checked, even if kidney function is low or not measured.
DECIDED_BY_NAME = {"C02", "C07", "C08", "C09"}


def person(*medicines: Medicine) -> Situation:
    return Situation(
        zone=Zone.GREEN,
        age_years=34,
        kidney=KidneyFunction.NORMAL,
        conditions=[],
        medicines=medicines,
        other_magnesium=Elemental.mg(0),
    )


def answer(*medicines: Medicine) -> Consult:
    decision = assess(person(*medicines), START)
    assert isinstance(decision, Consult)
    return decision


def separations(*medicines: Medicine) -> dict[str, tuple[int, int]]:
    by_name = answer(*medicines).separation_by_medicine()
    return {name: (hours.medicine_to_magnesium, hours.magnesium_to_medicine) for name, hours in by_name.items()}


def clock(text: str) -> time:
    return time.fromisoformat(text)


class TestDirectionsAreNeverSwapped:
    @given(
        separation=strategies.separations(),
        medicine_at=strategies.times_of_day(),
        magnesium_at=strategies.times_of_day(),
    )
    def test_on_any_day(self, separation: DoseSeparation, medicine_at: time, magnesium_at: time) -> None:
        laws.directions_are_never_swapped(separation, medicine_at, magnesium_at)

    @given(separation=strategies.separations(), medicine_at=strategies.times_of_day(), minute=st.integers(0, 1))
    def test_at_the_ends_of_the_interval(self, separation: DoseSeparation, medicine_at: time, minute: int) -> None:
        taken = medicine_at.hour * 60 + medicine_at.minute
        for hours in (separation.medicine_to_magnesium, -separation.magnesium_to_medicine):
            at = (taken + hours * 60 - minute) % (24 * 60)
            laws.directions_are_never_swapped(separation, medicine_at, time(at // 60, at % 60))

    # As the sources say. Ciprofloxacin is taken two hours before magnesium or six hours after it; magnesium is taken
    # two hours before rilpivirine or four hours after it.
    @pytest.mark.parametrize(
        ("name", "taken_at", "allowed", "not_allowed", "words"),
        [
            (
                "ciprofloxacin", "08:00", "10:00 12:00 20:00 23:59 00:00 02:00", "02:01 06:00 07:59 08:00 08:01 09:59",
                "you take it at 08:00, so take no magnesium from 02:00 to 10:00",
            ),
            (
                "rilpivirine", "08:00", "12:00 20:00 00:00 02:01 06:00", "06:01 07:59 08:00 08:01 10:00 11:59",
                "you take it at 08:00, so take no magnesium from 06:00 to 12:00",
            ),
            (
                "ciprofloxacin", "03:00", "05:00 12:00 21:00", "21:01 23:59 00:00 02:59 03:00 04:59",
                "you take it at 03:00, so take no magnesium from 21:00 to 05:00",
            ),
            (
                "rilpivirine", "22:30", "02:30 08:00 20:30", "20:31 22:30 23:59 00:00 02:29",
                "you take it at 22:30, so take no magnesium from 20:30 to 02:30",
            ),
        ],
    )  # fmt: skip
    def test_on_the_clock(self, name: str, taken_at: str, allowed: str, not_allowed: str, words: str) -> None:
        decision = answer(Medicine(name=name, taken_at=[clock(taken_at)]))
        (finding,) = (row for row in decision.findings if row.rule == f"medicine.{name}")
        assert words in finding.text.split("; ")
        separation = decision.separation_by_medicine()[name]
        for texts, expected in ((allowed, True), (not_allowed, False)):
            for text in texts.split():
                at = clock(text)
                assert separation.allows(medicine_at=clock(taken_at), magnesium_at=at) is expected, text

    def test_swapped_directions_break_the_law(self, monkeypatch: pytest.MonkeyPatch) -> None:
        allows = DoseSeparation.allows

        def swapped(self: DoseSeparation, *, medicine_at: time, magnesium_at: time) -> bool:
            return allows(self, medicine_at=magnesium_at, magnesium_at=medicine_at)

        monkeypatch.setattr(DoseSeparation, "allows", swapped)
        with pytest.raises(laws.LawBrokenError, match="wrong direction"):
            laws.directions_are_never_swapped(
                DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2), time(8), time(11)
            )


class TestSeparationsAreNeverShortened:
    @given(
        taken=st.lists(strategies.medicines(), min_size=1, max_size=3, unique_by=str).map(tuple),
        situation=strategies.situations(),
        proposal=st.just(START) | strategies.proposals(),
        extra=strategies.medicines(),
    )
    def test_in_any_answer(
        self, taken: tuple[Medicine, ...], situation: Situation, proposal: Proposal, extra: Medicine
    ) -> None:
        laws.windows_are_never_shrunk(attrs.evolve(situation, medicines=taken), proposal, extra)
        laws.windows_are_never_shrunk(situation, proposal, extra)

    def test_an_added_medicine_that_leaves_nothing_to_take_leaves_no_hours_either(self) -> None:
        less = attrs.evolve(START, intent=Intent.LOWER, target=None, current_daily=Elemental.mg(200))
        taking = person(Medicine(name="levothyroxine"))
        laws.windows_are_never_shrunk(taking, less, Medicine(name="nilotinib"))
        both = assess(person(Medicine(name="levothyroxine"), Medicine(name="nilotinib")), less)
        assert isinstance(both, Offer)
        assert both.plan is None

    def test_an_offer_of_nothing_has_no_hours_to_shorten(self) -> None:
        none = attrs.evolve(START, intent=Intent.LOWER, target=None, lower_to=Elemental.mg(0))
        taking = person(Medicine(name="levothyroxine"))
        answer = assess(taking, none)
        assert isinstance(answer, Offer)
        assert answer.plan is None
        laws.windows_are_never_shrunk(taking, none, Medicine(name="ciprofloxacin"))

    @given(medicine=strategies.medicines(), other=strategies.medicines())
    def test_an_added_code_or_name_never_shortens_a_separation(self, medicine: Medicine, other: Medicine) -> None:
        both = attrs.evolve(medicine, name=medicine.name or other.name, atc=medicine.atc or other.atc)
        both = attrs.evolve(both, route=MedicineRoute.ORAL)
        laws.windows_are_never_shrunk(person(both), START, other)

    def test_a_combination_has_one_separation(self) -> None:
        assert separations(Medicine(name="ciprofloxacin and levothyroxine")) == {
            "ciprofloxacin and levothyroxine": (4, 6)
        }
        assert separations(Medicine(name="cipro", atc="J05AG05")) == {"cipro": (4, 6)}
        words = str(answer(Medicine(name="cipro", atc="J05AG05")))
        assert words.count("Cipro: take no magnesium for 4 hours after it, and for 6 hours before it.") == 1

    def test_only_a_medicine_that_may_be_swallowed_has_a_separation(self) -> None:
        for name in ("zoledronic acid", "pamidronate", "gentamicin"):
            assert separations(Medicine(name=name)) == {}
        assert separations(Medicine(name="ibandronic acid", route=MedicineRoute.OTHER)) == {}
        for route in (MedicineRoute.UNKNOWN, MedicineRoute.ORAL):
            assert separations(Medicine(name="ibandronic acid", route=route)) == {"ibandronic acid": (4, 4)}

    def test_a_missing_separation_breaks_the_law(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Consult, "separation_by_medicine", lambda _: {})
        with pytest.raises(laws.LawBrokenError, match="interval is shortened"):
            laws.windows_are_never_shrunk(person(Medicine(name="iron")), START, Medicine(name="zinc"))


class TestStrictestMember:
    @pytest.mark.parametrize("kidney", KidneyFunction, ids=str)
    def test_a_shortened_code_is_as_strict_as_every_code_that_starts_with_it(self, kidney: KidneyFunction) -> None:
        pairs = {(code[:length], code) for code in CODES for length in (1, 3, 4, 5) if length < len(code)}
        for shorter, longer in sorted(pairs):
            if shorter not in DECIDED_BY_NAME or kidney is KidneyFunction.NORMAL:
                laws.a_group_is_as_strict_as_its_members(shorter, longer, kidney)

    def test_a_group_decided_by_name_has_the_longest_separation_too(self) -> None:
        for code in CODES:
            if code[:3] in DECIDED_BY_NAME:
                laws.a_group_is_as_strict_as_its_members(code[:3], code)

    @pytest.mark.parametrize(
        ("words", "members"),
        [
            (
                "antibiotic",
                "ciprofloxacin moxifloxacin delafloxacin doxycycline nitrofurantoin azithromycin gentamicin",
            ),
            ("quinolone", "ciprofloxacin levofloxacin moxifloxacin delafloxacin ofloxacin norfloxacin gemifloxacin"),
            ("beta blocker", "sotalol atenolol metoprolol propranolol bisoprolol"),
            ("blood pressure medicine", "captopril sotalol atenolol amlodipine losartan doxazosin"),
            ("ppi", "omeprazole lansoprazole pantoprazole"),
            ("bisphosphonate", "alendronate risedronate ibandronate zoledronate"),
            ("qxzqxzqxz", "cipro Avelox Baxdela Synthroid Vocabria Edurant iron Tarceva Iressa Lumakras"),
        ],
    )
    def test_a_named_group_has_the_longest_separation_of_its_members(self, words: str, members: str) -> None:
        group_hours = separations(Medicine(name=words))[words]
        for member in members.split():
            member_hours = separations(Medicine(name=member)).get(member, (0, 0))
            assert all(hours >= other for hours, other in zip(group_hours, member_hours, strict=True)), member

    def test_a_milder_group_breaks_the_law(self) -> None:
        with pytest.raises(laws.LawBrokenError, match="interval is shortened"):
            laws.a_group_is_as_strict_as_its_members("J01MA02", "J01MA14")
        with pytest.raises(laws.LawBrokenError, match="a milder verdict"):
            laws.a_group_is_as_strict_as_its_members("J05AJ04", "J05AJ01")
        with pytest.raises(laws.LawBrokenError, match="a lower severity"):
            laws.a_group_is_as_strict_as_its_members("N02BE01", "B02BX05")


def test_the_laws_accept_another_rulebook() -> None:
    other: Any = Rulebook(edition="ours")
    laws.windows_are_never_shrunk(person(Medicine(name="iron")), START, Medicine(name="zinc"), other)
    laws.a_group_is_as_strict_as_its_members("J01", "J01MA02", rulebook=other)
    assert other is not CURRENT
