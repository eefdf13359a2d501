"""Search for the smallest sets of changes that lead to a more permissive answer."""

from collections.abc import Iterator
from functools import lru_cache
from typing import final

import attrs

from alpims_mg.assessment.evaluation import Evaluation, assess, evaluate
from alpims_mg.explanation.counterfactuals import Counterfactual, Counterfactuals
from alpims_mg.explanation.edits import PossibleChange, acknowledging, possible_change, possible_changes
from alpims_mg.model.findings import Finding
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.changes import Changeable
from alpims_mg.rulebook.current import CURRENT, Rulebook


def what_would_change(situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> Counterfactuals:
    """The smallest changes that would lead to a more permissive answer, of what a person can change or find out.

    Exact over the finite space of values that the rulebook names, and each way can be replayed: ``assess`` gives to
    its case the answer that it promises. Nothing here asks for a medicine to be left out.

    Raises: ``InvalidInputError`` where ``assess`` does.
    Source: rules ``change.``.

    >>> from alpims_mg import Intent, Topical, Vehicle, Zone
    >>> who = Situation(zone=Zone.RED)
    >>> asked = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> [[change.to for change in one.changes] for one in what_would_change(who, asked).counterfactuals]
    [['green'], ['yellow'], ['zone.red.topical.start']]
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    case = Case(situation=situation, proposal=proposal)
    space = tuple(possible_changes(case, rulebook))
    reached = tuple(_candidates(case, space, rulebook))
    more = [one for one in reached if one.view.answer.permission > decision.answer.permission]
    order = {option: place for place, option in enumerate(space)}
    smallest: list[_Candidate] = []
    for one in sorted(more, key=lambda one: (len(one.chosen), [order.get(it, len(order)) for it in one.chosen])):
        if not any(smaller.does_as_much(one) for smaller in smallest):
            smallest.append(one)
    return Counterfactuals(decision=decision, counterfactuals=tuple(one.counterfactual(rulebook) for one in smallest))


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Candidate:
    """A choice of options, the case that they make of the first one, and what is said of it."""

    chosen: tuple[PossibleChange, ...]
    case: Case
    view: Evaluation
    things: frozenset[object] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        # A clinician's word is one and the same whatever it is on.
        things = (one.thing if one.change.what is Changeable.CLINICIAN else one for one in self.chosen)
        object.__setattr__(self, "things", frozenset(things))

    def does_as_much(self, other: "_Candidate") -> bool:
        """Whether a part of the other's changes already permits as much."""
        return self.view.answer.permission >= other.view.answer.permission and self.things < other.things

    def counterfactual(self, rulebook: Rulebook) -> Counterfactual:
        decision = assess(self.case.situation, self.case.proposal, rulebook=rulebook)
        return Counterfactual(changes=tuple(one.change for one in self.chosen), case=self.case, decision=decision)


def _candidates(case: Case, space: tuple[PossibleChange, ...], rulebook: Rulebook) -> Iterator[_Candidate]:
    """Every choice of options that may get round what stands against the case.

    Of all that stands against it, following one thing is enough, since every way must get round each: the one that
    leaves the fewest options. What has been followed is not chosen again further on, so no choice is met twice.
    """
    left: list[tuple[frozenset[PossibleChange], tuple[PossibleChange, ...]]] = [(frozenset(), space)]
    while left:
        chosen, free = left.pop()
        here = _apply(case, tuple(option for option in space if option in chosen), rulebook)
        yield here
        if here.view.answer is Answer.CONSULT:
            yield _apply(case, (*here.chosen, _acknowledge_all(here.view.asks, rulebook)), rulebook)
        gone: list[object] = []
        for option in _fewest_remedies(here.view, free, rulebook):
            if option.thing not in gone:
                gone.append(option.thing)
            if option.edit(here.case) != here.case:
                left.append((chosen | {option}, tuple(one for one in free if one.thing not in gone)))


def _apply(case: Case, options: tuple[PossibleChange, ...], rulebook: Rulebook) -> _Candidate:
    for option in options:
        case = option.edit(case)
    return _Candidate(chosen=options, case=case, view=evaluate(case.situation, case.proposal, rulebook))


def _acknowledge_all(asks: tuple[Finding, ...], rulebook: Rulebook) -> PossibleChange:
    """A clinician's word on all that asks for one."""
    words = tuple(Acknowledgement(rule=one.rule, about=one.about, reason="agreed with a clinician") for one in asks)
    named = ", ".join(f"{one.rule}{f' [{one.about}]' if one.about else ''}" for one in asks)
    return possible_change(Changeable.CLINICIAN, named, rulebook, acknowledging(words))


def _fewest_remedies(
    view: Evaluation, free: tuple[PossibleChange, ...], rulebook: Rulebook
) -> tuple[PossibleChange, ...]:
    """Of the things that stand against more, the options of the one that has the fewest."""
    levers = (_remedies(ids, rulebook) for ids in _blockers(view))
    return min((tuple(one for one in free if one.change.what in what) for what in levers), key=len, default=())


@lru_cache(maxsize=4096)
def _remedies(ids: tuple[str, ...], rulebook: Rulebook) -> frozenset[Changeable]:
    return frozenset(
        what
        for what, rule in rulebook.changes
        if any(one == kind or one.startswith(f"{kind}.") for one in ids for kind in rule.then.addresses)
    )


def _blockers(view: Evaluation) -> Iterator[tuple[str, ...]]:
    """Each thing that stands against a more permissive answer, by the rule ids or the path that it rests on."""
    if view.withheld and all(one.supposed for one in view.withheld):
        yield tuple(one.rule for one in view.withheld)  # each may hold for some of the supposed values only
    elif view.withheld:
        yield from ((one.rule,) for one in view.withheld if not one.supposed)
    elif view.missing:
        yield from ((str(fact),) for fact in view.missing)
    else:
        yield from ((one.rule,) for one in view.asks)
