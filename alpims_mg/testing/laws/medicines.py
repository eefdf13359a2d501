"""Laws of medicines: separation intervals are never shortened or swapped, and a group is as strict as its members."""

from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.medicines.labelling import told_apart
from alpims_mg.medicines.recognition import recognised
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.decisions import Offer
from alpims_mg.model.findings import Verdict, worst
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.separations import DoseSeparation, strictest
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import KidneyFunction, Route
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.medicines.tables import Interaction, MedicineKey, Window, WindowKey
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_group_is_as_strict_as_its_members",
    "an_unknown_word_never_makes_a_medicine_milder",
    "directions_are_never_swapped",
    "windows_are_never_shrunk",
]

_ANY_DAY: Final = date(2000, 1, 2)


def windows_are_never_shrunk(
    situation: Situation, proposal: Proposal, extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that the answer separates each medicine from magnesium by at least the interval of every row that applies.

    This must hold in each direction. Adding a medicine with a new name must shorten no other interval. An offer to take
    nothing has no intervals.
    """
    before = _separations(situation, proposal, rulebook)
    if before is None:
        return
    for name, medicine in told_apart(situation.medicines or ()):
        window = rulebook.windows[WindowKey(route=proposal.product.route, given=given_by(medicine))].then
        kinds = recognised(medicine).classes if window is Window.APPLIES else ()
        for kind, kidney in product(kinds, KidneyFunction):
            key = MedicineKey(medicine=kind, route=proposal.product.route, kidney=kidney)
            separation = rulebook.medicines[key].then.separation
            _verify_not_shorter(before.get(name), separation, situation, medicine)
    if situation.medicines is not None and str(extra) not in map(str, situation.medicines):
        more = attrs.evolve(situation, medicines=(extra, *situation.medicines))
        after = _separations(more, proposal, rulebook)
        if after is not None:
            for name, separation in before.items():
                _verify_not_shorter(after.get(name), separation, situation, extra)


def _separations(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> dict[str, DoseSeparation] | None:
    """The separation by medicine that the answer gives. None if the answer is to take nothing."""
    answer = assess(situation, proposal, rulebook=rulebook)
    return None if isinstance(answer, Offer) and answer.plan is None else answer.separation_by_medicine()


def directions_are_never_swapped(separation: DoseSeparation, medicine_at: time, magnesium_at: time) -> None:
    """Verify that ``DoseSeparation.allows`` counts each interval in its own direction.

    The medicine is taken at the same time each day. A time for magnesium must be allowed exactly if it is late enough
    after every earlier dose and early enough before every later dose.
    """
    magnesium = datetime.combine(_ANY_DAY, magnesium_at)
    doses = [datetime.combine(_ANY_DAY + timedelta(days=days), medicine_at) for days in (-1, 0, 1)]
    after = timedelta(hours=separation.medicine_to_magnesium)
    before = timedelta(hours=separation.magnesium_to_medicine)
    late_enough = all(magnesium - dose >= after for dose in doses if dose <= magnesium)
    early_enough = all(dose - magnesium >= before for dose in doses if dose >= magnesium)
    allowed = separation.allows(medicine_at=medicine_at, magnesium_at=magnesium_at)
    correct = allowed is (late_enough and early_enough)
    verify(correct, "an interval is counted in the wrong direction", separation, medicine_at, magnesium_at)


def a_group_is_as_strict_as_its_members(
    shorter: str, longer: str, kidney: KidneyFunction = KidneyFunction.NORMAL, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a group of medicines is at least as strict as each of its medicines.

    The start of an ATC code names the group. The law compares the verdict, the severity and, unless the group is
    withheld, the separation in each direction.
    """
    group, member = (_interactions(Medicine(atc=code), kidney, rulebook) for code in (shorter, longer))
    verdicts = [worst(row.verdict for row in rows) for rows in (group, member)]
    stricter = verdicts[0].severity >= verdicts[1].severity
    verify(stricter, "a group has a milder verdict than its member", shorter, longer, kidney)
    if verdicts[0] is not Verdict.WITHHOLD:
        separations = [strictest(*(row.separation for row in rows if row.separation)) for rows in (group, member)]
        _verify_not_shorter(*separations, shorter, longer, kidney)
    grades = [max(row.severity.grade for row in rows) for rows in (group, member)]
    verify(grades[0] >= grades[1], "a group has a lower severity than its member", shorter, longer, kidney)


def an_unknown_word_never_makes_a_medicine_milder(name: str, word: str, rulebook: Rulebook = CURRENT) -> None:
    """Verify that no word before or after the name of a medicine shortens a separation or softens a verdict.

    ``word`` is not the name of a medicine. It may be a misspelling, or anything else that nobody knows.
    """
    for longer, kidney in product((f"{name} {word}", f"{word} {name}"), KidneyFunction):
        plain, with_word = (_interactions(Medicine(name=text), kidney, rulebook) for text in (name, longer))
        verdicts = [worst(row.verdict for row in rows) for rows in (plain, with_word)]
        stricter = verdicts[1].severity >= verdicts[0].severity
        verify(stricter, "an unknown word softens the verdict of a medicine", name, longer, kidney)
        separations = [strictest(*(row.separation for row in rows if row.separation)) for rows in (plain, with_word)]
        if verdicts[1] is not Verdict.WITHHOLD:
            _verify_not_shorter(separations[1], separations[0], name, longer, kidney)


def _interactions(medicine: Medicine, kidney: KidneyFunction, rulebook: Rulebook) -> list[Interaction]:
    kinds = recognised(medicine).classes
    keys = (MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney) for kind in kinds)
    return [rulebook.medicines[key].then for key in keys]


def _verify_not_shorter(actual: DoseSeparation | None, least: DoseSeparation | None, *case: object) -> None:
    if least:
        long_enough = actual and strictest(actual, least) == actual
        verify(long_enough, "a separation interval is shortened", actual, least, *case)
