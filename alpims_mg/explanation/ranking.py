"""Rank forms and routes for one person."""

from collections.abc import Iterable, Iterator
from typing import Any, final

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import an_instance, as_set
from alpims_mg.assessment.evaluation import assess
from alpims_mg.errors import raise_if_any
from alpims_mg.explanation.options import (
    FormOption,
    FormOptions,
    RouteOption,
    RouteOptions,
    in_word_order,
    unique,
    word_faults,
)
from alpims_mg.model.decisions import Decision, NeedsInformation
from alpims_mg.model.findings import Finding, Verdict, in_order
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.provenance import Citation
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Aim, Answer, Condition, Domain, Form, Intent, Route, Vehicle
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.options import Concern, Criterion, FormClaim
from alpims_mg.rulebook.routes import FeatureKey, PracticeKey, RouteReason, TopicalHabit
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import finding


def form_options(
    *, aims: Iterable[Aim] = (), domains: Iterable[Domain] = (), situation: Situation, rulebook: Rulebook = CURRENT
) -> FormOptions:
    """All six forms, ranked for one who would begin today.

    By the rows ``route.rank`` of the rulebook, one after another: what is not blocked comes first; then what is named
    for more of the aims and domains asked for, each counted once; then the more permissive answer; then fewer reasons
    against. Options equal in all of these share a rank, and the next rank leaves room for them (1, 1, 3).

    Each is answered for as a capsule of the strength that the rulebook suggests, its label not read. What a form is
    named for is the guide's claim and no evidence.

    Raises: ``InvalidInputError`` with every fault.
    Source: guide, "Forms and uses" and "Core benefits" (rules ``form.`` and ``domain.aims.``).

    >>> options = form_options(aims=[Aim.FOCUS], situation=Situation())
    >>> options[0].name, str(options[0].answer)
    ('threonate', 'needs-information')
    """
    asked = _wishes(aims, domains, situation, rulebook)
    seen = tuple(_form_candidates(asked, situation, rulebook))
    options = tuple(FormOption(rank=rank, **one.told()) for rank, one in _with_ranks(seen, rulebook))
    return FormOptions(**_shared_fields(asked, seen, rulebook), options=options)


def route_options(
    *, aims: Iterable[Aim] = (), domains: Iterable[Domain] = (), situation: Situation, rulebook: Rulebook = CURRENT
) -> RouteOptions:
    """Capsule and topical, ranked for one who would begin today.

    Ranked by the same rows as ``form_options``; a condition that the guide gives as a reason for a route counts like
    something asked for. The capsule is one of the form that ranks first, and what that form is named for counts too.
    The lines of the guide's comparison stand beside it where they concern these aims, conditions or this zone, and
    what the guide does in this zone. Topical magnesium counts as 0 mg, which is always among the reasons against it.

    Raises: ``InvalidInputError`` with every fault.
    Source: guide, "Capsules against topical", "When capsules", "When topical" and "Best practice" (rules ``route.``).

    >>> options = route_options(aims=[Aim.SLEEP], situation=Situation(conditions=[Condition.HEART_BLOCK]))
    >>> [(option.name, str(option.answer)) for option in options]
    [('topical', 'needs-information'), ('capsule', 'withhold')]
    """
    asked = _wishes(aims, domains, situation, rulebook)
    _, capsule = _with_ranks(_form_candidates(asked, situation, rulebook), rulebook)[0]
    topical = _candidate(Topical(vehicle=_ANY_VEHICLE), situation, rulebook)
    caveat = finding(rulebook.topical_habits[TopicalHabit.NO_CREDIT], verdict=Verdict.CAUTION)
    topical = attrs.evolve(topical, against=(*topical.against, caveat))
    seen = tuple(_with_route_reasons(one, asked, situation, rulebook) for one in (capsule, topical))
    options = tuple(RouteOption(rank=rank, **one.told()) for rank, one in _with_ranks(seen, rulebook))
    return RouteOptions(**_shared_fields(asked, seen, rulebook), options=options)


_ANY_VEHICLE = Vehicle.OIL
"""No row depends on the vehicle."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Wish:
    """One thing asked for: an aim, or a domain with the aims that it stands for and who says so."""

    word: Aim | Domain
    aims: tuple[Aim, ...]
    cites: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        return f"the domain {self.word} ({describe(self.aims)})" if isinstance(self.word, Domain) else str(self.word)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Candidate:
    """An option before it has a rank. ``served`` are the wishes, and the conditions, that it is named for."""

    product: Product
    decision: Decision
    reasons_for: tuple[Finding, ...] = ()
    against: tuple[Finding, ...]
    served: frozenset[str] = frozenset()

    def told(self) -> dict[str, Any]:
        """What the option carries beside its rank."""
        decision = self.decision
        return {
            "product": self.product,
            "answer": decision.answer,
            "reasons_for": in_order(self.reasons_for),
            "against": in_order(self.against),
            "blocking": tuple(one for one in decision.findings if one.verdict is Verdict.WITHHOLD),
            "missing": decision.missing if isinstance(decision, NeedsInformation) else (),
            "not_checked": decision.not_checked,
        }


def _wishes(
    aims: Iterable[Aim], domains: Iterable[Domain], situation: Situation, rulebook: Rulebook
) -> tuple[_Wish, ...]:
    """What is asked for, in the order of the words and each once."""
    aims, domains = as_set(aims), as_set(domains)
    raise_if_any(
        (
            *word_faults("aims", aims, Aim),
            *word_faults("domains", domains, Domain),
            an_instance("situation", situation, Situation, example="Situation(...)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    stands_for = ((one, rulebook.domain_aims[one]) for one in in_word_order(domains, Domain))
    return (
        *(_Wish(word=one, aims=(one,)) for one in in_word_order(aims, Aim)),
        *(_Wish(word=one, aims=rule.then, cites=rule.cites) for one, rule in stands_for),
    )


def _candidate(product: Product, situation: Situation, rulebook: Rulebook) -> _Candidate:
    decision = assess(situation, Proposal(intent=Intent.START, product=product), rulebook=rulebook)
    against = tuple(one for one in decision.findings if one.verdict in (Verdict.CAUTION, Verdict.CONSULT))
    return _Candidate(product=product, decision=decision, against=against)


def _form_candidates(asked: tuple[_Wish, ...], situation: Situation, rulebook: Rulebook) -> Iterator[_Candidate]:
    strength = rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then
    for form in Form:
        product = Capsule(form=form, elemental=strength, divides_into=Division.QUARTERS.value)
        best_for = rulebook.forms[form].then.best_for
        hits = tuple((wish, tuple(aim for aim in wish.aims if aim in best_for)) for wish in asked)
        yield attrs.evolve(
            _candidate(product, situation, rulebook),
            reasons_for=tuple(_claim(form, wish, named, rulebook) for wish, named in hits if named),
            served=frozenset(str(wish) for wish, named in hits if named),
        )


def _claim(form: Form, wish: _Wish, named: tuple[Aim, ...], rulebook: Rulebook) -> Finding:
    """The row of a form as a reason for it, worded as the guide's claim."""
    row = finding(rulebook.forms[form], verdict=Verdict.PERMIT)
    claim = rulebook.form_claims[FormClaim.BEST_FOR].then
    numbers = {"wish": str(wish), "form": str(form), "aims": describe(named)}
    return attrs.evolve(row, because=claim, numbers=numbers, cites=unique((*row.cites, *wish.cites)))


def _with_route_reasons(
    seen: _Candidate, asked: tuple[_Wish, ...], situation: Situation, rulebook: Rulebook
) -> _Candidate:
    """The option with what the guide says of its route to these wishes, these conditions and this zone."""
    route = seen.product.route
    called: dict[RouteReason, list[tuple[str, tuple[Citation, ...]]]] = {}
    for wish in asked:
        for reason in unique(reason for aim in wish.aims for reason in rulebook.aim_reasons[aim].then):
            called.setdefault(reason, []).append((str(wish), wish.cites))
    for condition in in_word_order(situation.conditions or (), Condition):
        for reason in rulebook.condition_reasons[condition].then:
            called.setdefault(reason, []).append((str(condition), ()))
    reasons = [*seen.reasons_for]
    served = set(seen.served)
    for reason, callers in called.items():
        rule = rulebook.route_reasons[reason]
        if rule.then is route:
            row = finding(rule, verdict=Verdict.PERMIT, numbers=(("wishes", ", ".join(name for name, _ in callers)),))
            cites = (*row.cites, *(cite for _, cites in callers for cite in cites))
            reasons.append(attrs.evolve(row, cites=unique(cites)))
            served.update(name for name, _ in callers)
    beside = tuple(_zone_and_comparison(route, asked, situation, rulebook))
    return attrs.evolve(
        seen,
        reasons_for=(*reasons, *(one for one in beside if one.verdict is Verdict.PERMIT)),
        against=(*seen.against, *(one for one in beside if one.verdict is not Verdict.PERMIT)),
        served=frozenset(served),
    )


def _zone_and_comparison(
    route: Route, asked: tuple[_Wish, ...], situation: Situation, rulebook: Rulebook
) -> Iterator[Finding]:
    """What the zone says of a route, and the lines of the comparison that concern this person."""
    zone = situation.zone
    if zone is not None:
        start = ZoneKey(zone=zone, route=route, intent=Intent.START, tolerance=situation.tolerance)
        withheld = rulebook.zones[start].then is Verdict.WITHHOLD
        practice = rulebook.practices[PracticeKey(zone=zone, route=route)]
        yield finding(
            practice, verdict=Verdict.CAUTION if withheld else Verdict.PERMIT, numbers=(("practice", practice.then),)
        )
        for reason in rulebook.zone_reasons[zone].then:
            pointer = rulebook.route_reasons[reason]
            if pointer.then is route:
                yield finding(pointer, verdict=Verdict.PERMIT)
    expected = frozenset(aim for wish in asked for aim in wish.aims)
    for feature, rule in rulebook.feature_concerns:
        if _concerns(rule.then, expected, situation):
            line = rulebook.features[FeatureKey(feature=feature, route=route)]
            yield finding(line, verdict=rulebook.ratings[line.then].then)


def _concerns(concern: Concern, expected: frozenset[Aim], situation: Situation) -> bool:
    named = expected.intersection(concern.aims) or (situation.conditions or frozenset()).intersection(
        concern.conditions
    )
    return concern.everybody or bool(named) or situation.zone in concern.zones


def _with_ranks(options: Iterable[_Candidate], rulebook: Rulebook) -> tuple[tuple[int, _Candidate], ...]:
    """The options, the best first, each with its rank: one more than the number of those that are better."""
    keyed = sorted(((_rank_key(one, rulebook), one) for one in options), key=lambda pair: pair[0])
    keys = [key for key, _ in keyed]
    return tuple((keys.index(key) + 1, one) for key, one in keyed)


def _rank_key(seen: _Candidate, rulebook: Rulebook) -> tuple[int, ...]:
    """Where an option stands by each criterion, the first criterion first; less is better."""
    stands = {
        Criterion.BLOCKED: int(seen.decision.answer is Answer.WITHHOLD),
        Criterion.SERVED: -len(seen.served),
        Criterion.ANSWER: -seen.decision.answer.permission,
        Criterion.AGAINST: len(frozenset(seen.against)),
    }
    return tuple(stands[criterion] for criterion, _ in sorted(rulebook.ranking, key=lambda row: row[1].then))


def _shared_fields(asked: tuple[_Wish, ...], seen: tuple[_Candidate, ...], rulebook: Rulebook) -> dict[str, Any]:
    """What a ranking carries beside its options."""
    words = [wish.word for wish in asked]
    return {
        "aims": frozenset(word for word in words if isinstance(word, Aim)),
        "domains": frozenset(word for word in words if isinstance(word, Domain)),
        "unserved": tuple(str(wish) for wish in asked if not any(str(wish) in one.served for one in seen)),
        "edition": rulebook.edition,
        "disclaimer": rulebook.notices[Notice.DISCLAIMER].then,
    }
