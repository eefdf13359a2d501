"""Searches for the smallest sets of changes that lead to a more permissive answer.

The search is exact. The possible changes are a finite set. A blocker is what keeps the answer from permitting
more: one or more rules, or one missing fact. A change can remove a blocker only if the rule of the change addresses
that blocker. The search tries every choice among such changes.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import final

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.evaluation import Evaluation, evaluate
from alpims_mg.explanation.counterfactuals import Counterfactual, Counterfactuals
from alpims_mg.explanation.edits import PossibleChange, possible_change, possible_changes, with_acknowledgements
from alpims_mg.model.findings import Finding
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.changes import Changeable
from alpims_mg.rulebook.current import CURRENT, Rulebook


def what_would_change(situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> Counterfactuals:
    """The smallest sets of changes that lead to a more permissive answer.

    A change is something to wait for, to find out, to choose, or to ask a clinician about. No change leaves out a
    medicine. The search tries every value that the rulebook names. Each result holds the changed ``case``, and the
    ``decision`` that ``assess`` returns for that case.

    Raises: ``InvalidInputError`` where ``assess`` does.
    Source: rules ``change.``.

    >>> from alpims_mg import Intent, Topical, Vehicle, Zone
    >>> red = Situation(zone=Zone.RED)
    >>> oil = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> for counterfactual in what_would_change(red, oil).counterfactuals:
    ...     print(*(change.to for change in counterfactual.changes), counterfactual.decision.answer)
    green offer
    yellow offer
    zone.red.topical.start offer
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    case = Case(situation=situation, proposal=proposal)
    space = tuple(possible_changes(case, rulebook))
    order = {change: index for index, change in enumerate(space)}
    permission = decision.answer.permission
    better = [found for found in _changed_cases(case, space, rulebook) if found.permission > permission]
    better.sort(key=lambda found: (len(found.changes), [order.get(change, len(order)) for change in found.changes]))
    smallest: list[_ChangedCase] = []
    for found in better:
        if not any(smaller.makes_needless(found) for smaller in smallest):
            smallest.append(found)
    return Counterfactuals(
        decision=decision, counterfactuals=tuple(found.counterfactual(rulebook) for found in smallest)
    )


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _ChangedCase:
    """A set of changes, the case after these changes, and the results of all rules for that case.

    ``things`` holds the changes, to compare sets. All changes that ask a clinician count as the same one there.
    ``permission`` is a number for how much the answer permits: a larger one means more.
    """

    changes: tuple[PossibleChange, ...]
    case: Case
    evaluation: Evaluation
    things: frozenset[object] = attrs.field(init=False)
    permission: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        # Two changes that ask a clinician count as the same change, even if they ask about different findings.
        things = (change.thing if change.change.what is Changeable.CLINICIAN else change for change in self.changes)
        object.__setattr__(self, "things", frozenset(things))
        object.__setattr__(self, "permission", self.evaluation.answer.permission)

    def makes_needless(self, other: "_ChangedCase") -> bool:
        """True if ``other`` has all changes of this case and more, but the answer to ``other`` permits no more."""
        return self.permission >= other.permission and self.things < other.things

    def counterfactual(self, rulebook: Rulebook) -> Counterfactual:
        decision = assess(self.case.situation, self.case.proposal, rulebook=rulebook)
        changes = tuple(possible.change for possible in self.changes)
        return Counterfactual(changes=changes, case=self.case, decision=decision)


def _changed_cases(case: Case, space: tuple[PossibleChange, ...], rulebook: Rulebook) -> Iterator[_ChangedCase]:
    """Yields the unchanged case, and then the case after each set of changes that the search tries.

    ``space`` holds all possible changes. A blocker is what keeps the answer from permitting more. All blockers must go,
    so each step branches only on the changes that can remove one of them: the one with the fewest such changes. No set
    occurs twice.
    """
    open_branches: list[tuple[frozenset[PossibleChange], tuple[PossibleChange, ...]]] = [(frozenset(), space)]
    while open_branches:
        chosen, free = open_branches.pop()
        changed = _apply(case, tuple(change for change in space if change in chosen), rulebook)
        yield changed
        if changed.evaluation.answer is Answer.CONSULT:
            yield _apply(case, (*changed.changes, _acknowledge_all(changed.evaluation.asks, rulebook)), rulebook)
        used: list[object] = []
        for change in _fewest_remedies(changed.evaluation, free, rulebook):
            if change.thing not in used:
                used.append(change.thing)
            if change.edit(changed.case) != changed.case:
                still_free = tuple(other for other in free if other.thing not in used)
                open_branches.append((chosen | {change}, still_free))


def _apply(case: Case, changes: tuple[PossibleChange, ...], rulebook: Rulebook) -> _ChangedCase:
    for change in changes:
        case = change.edit(case)
    return _ChangedCase(changes=changes, case=case, evaluation=evaluate(case.situation, case.proposal, rulebook))


def _acknowledge_all(asks: tuple[Finding, ...], rulebook: Rulebook) -> PossibleChange:
    """One ``PossibleChange`` by which a clinician agrees to all these findings, which ask for a clinician."""
    acknowledgements = tuple(
        Acknowledgement(rule=ask.rule, about=ask.about, reason="agreed with a clinician") for ask in asks
    )
    listed = ", ".join(f"{ask.rule}{f' [{ask.about}]' if ask.about else ''}" for ask in asks)
    return possible_change(Changeable.CLINICIAN, listed, rulebook, with_acknowledgements(acknowledgements))


def _fewest_remedies(
    evaluation: Evaluation, free: tuple[PossibleChange, ...], rulebook: Rulebook
) -> tuple[PossibleChange, ...]:
    """The changes in ``free`` that can remove one blocker, which is a reason why the answer does not permit more.

    Of all blockers, this takes the one for which ``free`` has the fewest changes. Empty if there is no blocker.
    """
    remedies = (_remedies(blocker, rulebook) for blocker in _blockers(evaluation))
    return min(
        (tuple(change for change in free if change.change.what in whats) for whats in remedies), key=len, default=()
    )


@lru_cache(maxsize=4096)
def _remedies(blocker: tuple[str, ...], rulebook: Rulebook) -> frozenset[Changeable]:
    """The kinds of thing, such as the zone, whose change can remove this blocker by the rulebook's ``change.`` rules.

    ``blocker`` has the ids of the rules that keep the answer from permitting more, or the path of a missing fact.
    """
    return frozenset(
        what
        for what, rule in rulebook.changes
        if any(name == kind or name.startswith(f"{kind}.") for name in blocker for kind in rule.then.addresses)
    )


def _blockers(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    """Yields each blocker, which is something that keeps the answer from permitting more.

    A blocker is a tuple with the id of each rule that takes part, or with the path of one missing fact.
    """
    if evaluation.withheld and all(finding.supposed for finding in evaluation.withheld):
        yield tuple(finding.rule for finding in evaluation.withheld)  # each rule may hold for only some supposed values
    elif evaluation.withheld:
        yield from ((finding.rule,) for finding in evaluation.withheld if not finding.supposed)
    elif evaluation.missing:
        yield from ((str(fact),) for fact in evaluation.missing)
    else:
        yield from ((finding.rule,) for finding in evaluation.asks)
