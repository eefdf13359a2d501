"""What would change an answer: the smallest changes, among what a person can wait for, find out, choose or talk over.

The search is exact. What can change is a finite set of values, drawn from the rulebook; each thing that stands against
an answer is got round only by the levers whose rows say so, and every choice among those is followed to its end.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, final

import attrs

from alpims_mg._internal.rendering import Block, Listing, Page, Shown
from alpims_mg._internal.validation import a_member, a_text, all_of, an_instance
from alpims_mg.assessment.evaluation import View, assess, viewed
from alpims_mg.assessment.kidney import recency
from alpims_mg.assessment.screening import flagged, without
from alpims_mg.dosing.titration import daily_totals, last_totals
from alpims_mg.errors import refuse
from alpims_mg.labels.ingredients import label_was_read
from alpims_mg.medicines.recognition import members_named
from alpims_mg.model.decisions import Decision, Offer
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import (
    Answer,
    Audience,
    Condition,
    Form,
    Intent,
    KidneyFunction,
    Tolerance,
    Vehicle,
    Zone,
)
from alpims_mg.rulebook.changes import Changeable, Lasting, Means
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rules.findings import finding

Edit = Callable[[Case], Case]

_MOST_LINES = 12
"""On a page, for one answer; ``ways`` holds them all."""


@final
@attrs.frozen(kw_only=True)
class Change:
    """One thing that becomes otherwise: what, by which means and how, to which value, and the row that says so."""

    what: Changeable
    means: Means
    how: str
    to: str
    reason: Finding

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                a_member("what", self.what, Changeable),
                a_member("means", self.means, Means),
                a_text("how", self.how, example="ask again on a day in another zone"),
                a_text("to", self.to, example="green", most=5000),
                an_instance("reason", self.reason, Finding, example="Finding(...)"),
            )
        )


@final
@attrs.frozen(kw_only=True)
class Way(Shown):
    """Changes that lead together to a more permissive answer, none of them needless.

    ``case`` is what would be asked then, and ``decision`` the answer that ``assess`` gives to it.
    """

    changes: tuple[Change, ...]
    case: Case
    decision: Decision

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                *all_of("changes", self.changes, Change),
                an_instance("case", self.case, Case, example="Case(...)"),
                an_instance("decision", self.decision, Decision, example="Withhold(...)"),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """The changes in words, then the answer that they lead to."""
        changes = _told(tuple((change,) for change in self.changes), audience)
        return Page(title=f"{changes}: then the answer is {self.decision.answer}")


@final
@attrs.frozen(kw_only=True)
class Ways(Shown):
    """Every smallest way from an answer to more permissive ones, the fewest changes first.

    A way belongs here when no part of its changes leads to an answer that permits as much.
    """

    decision: Decision
    ways: tuple[Way, ...]

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                an_instance("decision", self.decision, Decision, example="Withhold(...)"),
                *all_of("ways", self.ways, Way),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """One line for each way; ways that differ only in values that serve equally well share a line."""
        blocks: list[Block] = []
        for answer in sorted({way.decision.answer for way in self.ways}, key=lambda one: one.permission):
            alike = [way for way in self.ways if way.decision.answer is answer]
            lines = tuple(_told(box, audience) for box in _boxes(alike))
            more = (f"and {len(lines) - _MOST_LINES} more",) if len(lines) > _MOST_LINES else ()
            blocks.append(Listing(title=f"For the answer {answer}", items=(*lines[:_MOST_LINES], *more)))
        none = "This is an offer already." if isinstance(self.decision, Offer) else "Nothing that these rules know of."
        title = f"What would change the answer {self.decision.answer}"
        return Page(
            title=title, blocks=(*(blocks or (none,)), f"Edition {self.decision.edition}. {self.decision.disclaimer}")
        )


def what_would_change(situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> Ways:
    """The smallest changes that would lead to a more permissive answer, of what a person can change or find out.

    Exact over the finite space of values that the rulebook names, and each way can be replayed: ``assess`` gives to
    its case the answer that it promises. Nothing here asks for a medicine to be left out.

    Raises: ``InvalidInputError`` where ``assess`` does.
    Source: rules ``change.``.

    >>> who = Situation(zone=Zone.RED)
    >>> asked = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> [[change.to for change in way.changes] for way in what_would_change(who, asked).ways]
    [['green'], ['yellow'], ['zone.red.topical.start']]
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    case = Case(situation=situation, proposal=proposal)
    space = tuple(_space(case, rulebook))
    reached = tuple(_reached(case, space, rulebook))
    more = [one for one in reached if one.view.answer.permission > decision.answer.permission]
    order = {option: place for place, option in enumerate(space)}
    smallest: list[_Reached] = []
    for one in sorted(more, key=lambda one: (len(one.chosen), [order.get(it, len(order)) for it in one.chosen])):
        if not any(smaller.does_as_much(one) for smaller in smallest):
            smallest.append(one)
    return Ways(decision=decision, ways=tuple(one.way(rulebook) for one in smallest))


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Option:
    """One value that one changeable thing can take. ``thing`` tells conditions and medicines apart."""

    change: Change
    thing: tuple[Changeable, object]
    edit: Edit


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Reached:
    """A choice of options, the case that they make of the first one, and what is said of it."""

    chosen: tuple[_Option, ...]
    case: Case
    view: View
    things: frozenset[object] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        # A clinician's word is one and the same whatever it is on.
        things = (one.thing if one.change.what is Changeable.CLINICIAN else one for one in self.chosen)
        object.__setattr__(self, "things", frozenset(things))

    def does_as_much(self, other: "_Reached") -> bool:
        """Whether a part of the other's changes already permits as much."""
        return self.view.answer.permission >= other.view.answer.permission and self.things < other.things

    def way(self, rulebook: Rulebook) -> Way:
        decision = assess(self.case.situation, self.case.proposal, rulebook=rulebook)
        return Way(changes=tuple(one.change for one in self.chosen), case=self.case, decision=decision)


def _reached(case: Case, space: tuple[_Option, ...], rulebook: Rulebook) -> Iterator[_Reached]:
    """Every choice of options that may get round what stands against the case.

    Of all that stands against it, following one thing is enough, since every way must get round each: the one that
    leaves the fewest options. What has been followed is not chosen again further on, so no choice is met twice.
    """
    left: list[tuple[frozenset[_Option], tuple[_Option, ...]]] = [(frozenset(), space)]
    while left:
        chosen, free = left.pop()
        here = _laid(case, tuple(option for option in space if option in chosen), rulebook)
        yield here
        if here.view.answer is Answer.CONSULT:
            yield _laid(case, (*here.chosen, _agreed(here.view.asks, rulebook)), rulebook)
        gone: list[object] = []
        for option in _fewest(here.view, free, rulebook):
            if option.thing not in gone:
                gone.append(option.thing)
            if option.edit(here.case) != here.case:
                left.append((chosen | {option}, tuple(one for one in free if one.thing not in gone)))


def _laid(case: Case, options: tuple[_Option, ...], rulebook: Rulebook) -> _Reached:
    for option in options:
        case = option.edit(case)
    return _Reached(chosen=options, case=case, view=viewed(case.situation, case.proposal, rulebook))


def _agreed(asks: tuple[Finding, ...], rulebook: Rulebook) -> _Option:
    """A clinician's word on all that asks for one."""
    words = tuple(Acknowledgement(rule=one.rule, about=one.about, reason="agreed with a clinician") for one in asks)
    named = ", ".join(f"{one.rule}{f' [{one.about}]' if one.about else ''}" for one in asks)
    return _option(Changeable.CLINICIAN, named, rulebook, _acknowledging(words))


def _fewest(view: View, free: tuple[_Option, ...], rulebook: Rulebook) -> tuple[_Option, ...]:
    """Of the things that stand against more, the options of the one that has the fewest."""
    levers = (_levers(ids, rulebook) for ids in _against(view))
    return min((tuple(one for one in free if one.change.what in what) for what in levers), key=len, default=())


@lru_cache(maxsize=4096)
def _levers(ids: tuple[str, ...], rulebook: Rulebook) -> frozenset[Changeable]:
    return frozenset(
        what
        for what, rule in rulebook.changes
        if any(one == kind or one.startswith(f"{kind}.") for one in ids for kind in rule.then.gets_round)
    )


def _against(view: View) -> Iterator[tuple[str, ...]]:
    """Each thing that stands against a more permissive answer, by the rule ids or the path that it rests on."""
    if view.withheld and all(one.supposed for one in view.withheld):
        yield tuple(one.rule for one in view.withheld)  # each may hold for some of the supposed values only
    elif view.withheld:
        yield from ((one.rule,) for one in view.withheld if not one.supposed)
    elif view.missing:
        yield from ((str(fact),) for fact in view.missing)
    else:
        yield from ((one.rule,) for one in view.asks)


def _space(case: Case, rulebook: Rulebook) -> Iterator[_Option]:
    """Every value that something can take beside its own, in the order in which changes are laid on a case."""
    situation, proposal = case.situation, case.proposal
    if isinstance(proposal.product, Capsule):
        yield from _of_product(proposal, proposal.product, situation, rulebook)
    what = Changeable.ZONE_TODAY if situation.zone is None else Changeable.ZONE
    for zone in Zone:
        if zone is not situation.zone:
            yield _stated(what, str(zone), rulebook, zone=zone)
    if situation.tolerance is Tolerance.UNPROVEN:
        yield _stated(Changeable.TOLERANCE, str(Tolerance.PROVEN), rulebook, tolerance=Tolerance.PROVEN)
    if situation.age_years is None:
        for band, rule in rulebook.age_bands:
            yield _stated(Changeable.AGE, f"{band} years", rulebook, age_years=rule.then)
    unmeasured = situation.kidney in (None, KidneyFunction.NOT_ASSESSED) and situation.egfr is None
    if unmeasured or recency(situation.kidney_date, situation.as_of, rulebook) is Recency.STALE:
        for kidney in KidneyFunction:
            if kidney is not KidneyFunction.NOT_ASSESSED:
                found: dict[str, Any] = {"kidney": kidney, "egfr": None, "kidney_date": situation.as_of}
                yield _stated(Changeable.KIDNEY, str(kidney), rulebook, **found)
    if situation.conditions is None:
        yield _stated(Changeable.CONDITIONS, "none", rulebook, conditions=())
    for condition in sorted(situation.conditions or (), key=str):
        if rulebook.lasting[condition].then is Lasting.PASSES:
            yield _option(Changeable.CONDITION, str(condition), rulebook, _passed(condition), of=condition)
    if situation.medicines is None:
        yield _stated(Changeable.MEDICINES, "none", rulebook, medicines=())
    yield from _of_medicines(case, rulebook)
    if situation.other_magnesium != Elemental(0):
        yield _stated(Changeable.OTHER_MAGNESIUM, "0 mg", rulebook, other_magnesium=Elemental(0))


def _of_product(proposal: Proposal, capsule: Capsule, situation: Situation, rulebook: Rulebook) -> Iterator[_Option]:
    """Another use of the product, another route, and another product, each begun anew."""
    if proposal.intent is Intent.INCREASE:
        yield _proposed(Changeable.INTENT, str(Intent.MAINTAIN), rulebook, intent=Intent.MAINTAIN, target=None)
    vehicle = next(iter(Vehicle))  # no row tells vehicles apart
    topical: dict[str, Any] = {
        "product": Topical(vehicle=vehicle),
        "intent": Intent.START,
        "target": None,
        "current_daily": None,
    }
    yield _proposed(Changeable.ROUTE, str(vehicle), rulebook, **topical)
    strength, parts = rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then, Division.QUARTERS.value
    suggested = attrs.evolve(capsule, elemental=strength, divides_into=parts)
    if proposal.intent is Intent.START or proposal.current_daily is not None:
        for form in Form:
            if form is not capsule.form:
                yield _renewed(Changeable.FORM, str(form), rulebook, form=form)
        if suggested != capsule:
            to = f"{strength.mg_text} mg that divides into {parts}"
            yield _renewed(Changeable.STRENGTH, to, rulebook, elemental=strength, divides_into=parts)
        if additives := flagged(capsule, situation.avoids, rulebook):
            to = ", ".join(sorted(map(str, additives)))
            yield _renewed(Changeable.ADDITIVES, to, rulebook, ingredients=without(capsule, additives).ingredients)
    else:
        for total in daily_totals(capsule, rulebook):
            yield _proposed(Changeable.PRESENT_AMOUNT, f"{total.mg_text} mg", rulebook, current_daily=total)
    if not label_was_read(capsule.ingredients):
        yield _option(Changeable.LABEL, "no additive to avoid", rulebook, _read)
    if proposal.intent is not Intent.MAINTAIN:
        for total in sorted({*last_totals(capsule, rulebook), *last_totals(suggested, rulebook)}):
            if total != proposal.target:
                yield _option(Changeable.TARGET, f"{total.mg_text} mg", rulebook, _aimed(total))


def _of_medicines(case: Case, rulebook: Rulebook) -> Iterator[_Option]:
    """A name that a medicine may turn out to have, where only its group is named: a member that does not withhold."""
    medicines = case.situation.medicines or ()
    taken = {str(one) for one in medicines}
    for i, medicine in enumerate(medicines):
        for name in members_named(medicine):
            edit = _named(i, name)
            if name not in taken and not _withholds(name, edit(case), rulebook):
                yield _option(Changeable.MEDICINE, f"{medicine} is {name}", rulebook, edit, of=i)
                break


def _withholds(name: str, case: Case, rulebook: Rulebook) -> bool:
    return any(one.about == name for one in viewed(case.situation, case.proposal, rulebook).withheld)


def _stated(what: Changeable, to: str, rulebook: Rulebook, **facts: Any) -> _Option:
    return _option(what, to, rulebook, _with(situation=facts))


def _proposed(what: Changeable, to: str, rulebook: Rulebook, **facts: Any) -> _Option:
    return _option(what, to, rulebook, _with(proposal=facts))


def _renewed(what: Changeable, to: str, rulebook: Rulebook, **facts: Any) -> _Option:
    """Another product, begun anew."""

    def edit(case: Case) -> Case:
        if isinstance(case.proposal.product, Topical):
            return case
        product: Any = attrs.evolve(case.proposal.product, **facts, compound=None)
        anew = attrs.evolve(case.proposal, intent=Intent.START, current_daily=None, product=product)
        return attrs.evolve(case, proposal=anew)

    return _option(what, to, rulebook, edit)


def _option(what: Changeable, to: str, rulebook: Rulebook, edit: Edit, *, of: object = None) -> _Option:
    rule = rulebook.changes[what]
    reason = finding(rule, verdict=Verdict.CAUTION)
    change = Change(what=what, means=rule.then.means, how=rule.then.words, to=to, reason=reason)
    return _Option(change=change, thing=(what, of), edit=edit)


def _with(*, situation: dict[str, Any] | None = None, proposal: dict[str, Any] | None = None) -> Edit:
    """The case with these facts instead of its own."""

    def edit(case: Case) -> Case:
        changed: Any = (
            attrs.evolve(case.situation, **(situation or {})),
            attrs.evolve(case.proposal, **(proposal or {})),
        )
        return Case(situation=changed[0], proposal=changed[1])

    return edit


def _passed(condition: Condition) -> Edit:
    def edit(case: Case) -> Case:
        left = (case.situation.conditions or frozenset()) - {condition}
        return attrs.evolve(case, situation=attrs.evolve(case.situation, conditions=left))

    return edit


def _named(i: int, name: str) -> Edit:
    def edit(case: Case) -> Case:
        medicines = list(case.situation.medicines or ())
        medicines[i] = attrs.evolve(medicines[i], name=name, atc=None, rxnorm=None)
        return attrs.evolve(case, situation=attrs.evolve(case.situation, medicines=medicines))

    return edit


def _acknowledging(words: tuple[Acknowledgement, ...]) -> Edit:
    def edit(case: Case) -> Case:
        told = (*case.situation.acknowledged, *words)
        return attrs.evolve(case, situation=attrs.evolve(case.situation, acknowledged=told))

    return edit


def _aimed(total: Elemental) -> Edit:
    def edit(case: Case) -> Case:
        if isinstance(case.proposal.product, Topical) or case.proposal.intent is Intent.MAINTAIN:
            return case  # there is nothing to aim at
        return attrs.evolve(case, proposal=attrs.evolve(case.proposal, target=total))

    return edit


def _read(case: Case) -> Case:
    product = case.proposal.product
    read = attrs.evolve(product, ingredients=()) if isinstance(product, Capsule) else product
    return attrs.evolve(case, proposal=attrs.evolve(case.proposal, product=read))


_Box = tuple[tuple[Change, ...], ...]
"""For each thing that changes, the values of it that serve equally well with all values of the others."""


def _boxes(ways: Iterable[Way]) -> Iterator[_Box]:
    """Ways that change the same things, gathered so that each stands in one box."""
    by_things: dict[tuple[Changeable, ...], list[_Box]] = {}
    for way in ways:
        things = tuple(change.what for change in way.changes)
        by_things.setdefault(things, []).append(tuple((change,) for change in way.changes))
    for things, boxes in by_things.items():
        for place in range(len(things)):
            boxes = _gathered(boxes, place)  # noqa: PLW2901 -- each place gathers what the one before left
        yield from boxes


def _gathered(boxes: list[_Box], place: int) -> list[_Box]:
    """Boxes that differ at one place only, as one."""
    alike: dict[_Box, tuple[Change, ...]] = {}
    for box in boxes:
        rest = (*box[:place], *box[place + 1 :])
        alike[rest] = (*alike.get(rest, ()), *box[place])
    return [(*rest[:place], values, *rest[place:]) for rest, values in alike.items()]


def _told(box: _Box, audience: Audience) -> str:
    return "; and ".join(_change_told(changes, audience) for changes in box)


def _change_told(changes: tuple[Change, ...], audience: Audience) -> str:
    first = changes[0]
    values = " or ".join(change.to for change in changes)
    told = f"{first.how} {values}" if first.means is Means.FIND_OUT else f"{first.how}: {values}"
    if audience is Audience.PATIENT:
        return first.how if first.what is Changeable.CLINICIAN else told
    return f"{told} ({first.reason.rule}; {first.reason.places()})"
