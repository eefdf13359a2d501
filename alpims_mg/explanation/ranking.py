"""Ranks forms and routes for one person.

Each option is assessed as a product to start today. The criteria of the rulebook then compare the options.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, final

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import an_instance, as_set
from alpims_mg.assessment.assessing import assess
from alpims_mg.dosing.dividing import suggested_capsule
from alpims_mg.errors import raise_if_any
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.explanation.unique_words import in_word_order, unique, word_faults
from alpims_mg.model.decisions import Decision, NeedsInformation
from alpims_mg.model.findings import Finding, Verdict, in_order
from alpims_mg.model.products import Product, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.provenance import Citation
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Aim, Answer, Condition, Domain, Form, Intent, Route, Vehicle
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.options import Concern, Criterion, FormClaim
from alpims_mg.rulebook.routes import FeatureKey, PracticeKey, RouteReason, TopicalHabit
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import finding


def form_options(
    *, aims: Iterable[Aim] = (), domains: Iterable[Domain] = (), situation: Situation, rulebook: Rulebook = CURRENT
) -> FormOptions:
    """All forms, ranked for a person who would start today.

    The rules ``route.rank`` order the forms by four criteria. Forms that are not blocked come first. Next come forms
    that the guide names for more of the aims and domains. Then a more permissive answer decides, and last a smaller
    number of reasons against the form. Forms that are equal by all four criteria share a rank (1, 1, 3).

    Each form is assessed as a hard capsule of the strength that the rulebook suggests, with an unread label. The
    uses that the guide names for a form are claims, not evidence.

    Raises: ``InvalidInputError`` with every fault.
    Source: guide, "Forms and uses" and "Core benefits" (rules ``form.`` and ``domain.aims.``).

    >>> options = form_options(aims=[Aim.FOCUS], situation=Situation())
    >>> options[0].name, str(options[0].answer)
    ('threonate', 'needs-information')
    """
    purposes = _purposes(aims, domains, situation, rulebook)
    candidates = tuple(_form_candidates(purposes, situation, rulebook))
    ranked = _with_ranks(candidates, rulebook)
    options = tuple(FormOption(rank=rank, **candidate.option_fields()) for rank, candidate in ranked)
    return FormOptions(**_ranking_fields(purposes, candidates, rulebook), options=options)


def route_options(
    *, aims: Iterable[Aim] = (), domains: Iterable[Domain] = (), situation: Situation, rulebook: Rulebook = CURRENT
) -> RouteOptions:
    """Capsule and topical, ranked for a person who would start today.

    The criteria are those of ``form_options``. A condition that the guide gives as a reason for a route counts like an
    aim. The capsule has the form that ranks first. The aims that the guide names for that form count for the capsule.
    Reasons also come from the guide's comparison of the routes, and from its practice in the person's zone. Topical
    magnesium counts as 0 mg. That is always a reason against the topical route.

    Raises: ``InvalidInputError`` with every fault.
    Source: guide, "Capsules against topical", "When capsules", "When topical" and "Best practice" (rules ``route.``).

    >>> options = route_options(aims=[Aim.SLEEP], situation=Situation(conditions=[Condition.HEART_BLOCK]))
    >>> [(option.name, str(option.answer)) for option in options]
    [('topical', 'needs-information'), ('capsule', 'withhold')]
    """
    purposes = _purposes(aims, domains, situation, rulebook)
    _, capsule = _with_ranks(_form_candidates(purposes, situation, rulebook), rulebook)[0]
    topical = _candidate(Topical(vehicle=_ANY_VEHICLE), situation, rulebook)
    caveat = finding(rulebook.topical_habits[TopicalHabit.NO_CREDIT], verdict=Verdict.CAUTION)
    topical = topical._replace(against=(*topical.against, caveat))
    candidates = tuple(_with_route_reasons(option, purposes, situation, rulebook) for option in (capsule, topical))
    ranked = _with_ranks(candidates, rulebook)
    options = tuple(RouteOption(rank=rank, **candidate.option_fields()) for rank, candidate in ranked)
    return RouteOptions(**_ranking_fields(purposes, candidates, rulebook), options=options)


_ANY_VEHICLE = Vehicle.OIL
"""The vehicle of the topical option. No rule depends on the vehicle."""


@final
class _Purpose(NamedTuple):
    """One purpose that the person wants magnesium for: an aim or a domain.

    ``word`` is the aim or the domain. ``aims`` holds only this aim, or all aims of the domain. ``cites`` holds the
    citations of the rule that gives a domain its aims.
    """

    word: Aim | Domain
    aims: tuple[Aim, ...]
    cites: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        return f"the domain {self.word} ({describe(self.aims)})" if isinstance(self.word, Domain) else str(self.word)


@final
class _Candidate(NamedTuple):
    """A product with its decision and the reasons for and against it, before the ranking.

    ``served`` holds the names of the purposes and conditions that the guide names the product for.
    """

    product: Product
    decision: Decision
    against: tuple[Finding, ...]
    reasons_for: tuple[Finding, ...] = ()
    served: frozenset[str] = frozenset()

    def option_fields(self) -> dict[str, Any]:
        """The arguments for ``FormOption`` or ``RouteOption``, except the rank."""
        decision = self.decision
        return {
            "product": self.product,
            "answer": decision.answer,
            "words": decision.words,
            "reasons_for": in_order(self.reasons_for),
            "against": in_order(self.against),
            "blocking": tuple(row for row in decision.findings if row.verdict is Verdict.WITHHOLD),
            "missing": decision.missing if isinstance(decision, NeedsInformation) else (),
            "not_checked": decision.not_checked,
        }


def _purposes(
    aims: Iterable[Aim], domains: Iterable[Domain], situation: Situation, rulebook: Rulebook
) -> tuple[_Purpose, ...]:
    """One purpose for each aim, then one for each domain, both in the order of their enums.

    Raises: ``InvalidInputError`` with the faults of all four arguments.
    """
    aims, domains = as_set(aims), as_set(domains)
    raise_if_any(
        (
            *word_faults("aims", aims, Aim),
            *word_faults("domains", domains, Domain),
            an_instance("situation", situation, Situation, example="Situation(...)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    domain_rules = ((domain, rulebook.domain_aims[domain]) for domain in in_word_order(domains, Domain))
    return (
        *(_Purpose(word=aim, aims=(aim,)) for aim in in_word_order(aims, Aim)),
        *(_Purpose(word=domain, aims=rule.then, cites=rule.cites) for domain, rule in domain_rules),
    )


def _candidate(product: Product, situation: Situation, rulebook: Rulebook) -> _Candidate:
    decision = assess(situation, Proposal(intent=Intent.START, product=product), rulebook=rulebook)
    against = tuple(row for row in decision.findings if row.verdict in (Verdict.CAUTION, Verdict.CONSULT))
    return _Candidate(product=product, decision=decision, against=against)


def _form_candidates(purposes: tuple[_Purpose, ...], situation: Situation, rulebook: Rulebook) -> Iterator[_Candidate]:
    for form in Form:
        product = suggested_capsule(form, rulebook)
        best_for = rulebook.forms[form].then.best_for
        served = {purpose: tuple(aim for aim in purpose.aims if aim in best_for) for purpose in purposes}
        yield _candidate(product, situation, rulebook)._replace(
            reasons_for=tuple(_claim(form, purpose, aims, rulebook) for purpose, aims in served.items() if aims),
            served=frozenset(str(purpose) for purpose, aims in served.items() if aims),
        )


def _claim(form: Form, purpose: _Purpose, aims: tuple[Aim, ...], rulebook: Rulebook) -> Finding:
    """A finding for a form: the guide's claim that the form is best for these aims of the purpose."""
    row = finding(rulebook.forms[form], verdict=Verdict.PERMIT)
    claim = rulebook.form_claims[FormClaim.BEST_FOR].then
    numbers = {"wish": str(purpose), "form": str(form), "aims": describe(aims)}
    return attrs.evolve(row, because=claim, numbers=numbers, cites=unique((*row.cites, *purpose.cites)))


def _with_route_reasons(
    candidate: _Candidate, purposes: tuple[_Purpose, ...], situation: Situation, rulebook: Rulebook
) -> _Candidate:
    """A copy of the candidate with more reasons for and against its route.

    The new reasons come from the purposes, the conditions, the zone and the guide's comparison of the routes.
    """
    route = candidate.product.route
    causes_of: dict[RouteReason, list[tuple[str, tuple[Citation, ...]]]] = {}
    for purpose in purposes:
        for reason in unique(reason for aim in purpose.aims for reason in rulebook.aim_reasons[aim].then):
            causes_of.setdefault(reason, []).append((str(purpose), purpose.cites))
    for condition in in_word_order(situation.conditions or (), Condition):
        for reason in rulebook.condition_reasons[condition].then:
            causes_of.setdefault(reason, []).append((str(condition), ()))
    reasons_for = [*candidate.reasons_for]
    served = set(candidate.served)
    for reason, causes in causes_of.items():
        rule = rulebook.route_reasons[reason]
        if rule.then is route:
            row = finding(rule, verdict=Verdict.PERMIT, numbers=(("wishes", ", ".join(name for name, _ in causes)),))
            cites = (*row.cites, *(cite for _, cites in causes for cite in cites))
            reasons_for.append(attrs.evolve(row, cites=unique(cites)))
            served.update(name for name, _ in causes)
    rows = tuple(_zone_and_comparison(route, purposes, situation, rulebook))
    return candidate._replace(
        reasons_for=(*reasons_for, *(row for row in rows if row.verdict is Verdict.PERMIT)),
        against=(*candidate.against, *(row for row in rows if row.verdict is not Verdict.PERMIT)),
        served=frozenset(served),
    )


def _zone_and_comparison(
    route: Route, purposes: tuple[_Purpose, ...], situation: Situation, rulebook: Rulebook
) -> Iterator[Finding]:
    """Yields findings about a route, both for it and against it.

    If the zone is known, the first findings give the guide's practice and preferences for the route in that zone. The
    other findings are the lines of the guide's comparison that concern this person.
    """
    zone = situation.zone
    if zone is not None:
        start = ZoneKey(zone=zone, route=route, intent=Intent.START, tolerance=situation.tolerance)
        withheld = rulebook.zones[start].then is Verdict.WITHHOLD
        practice = rulebook.practices[PracticeKey(zone=zone, route=route)]
        yield finding(
            practice, verdict=Verdict.CAUTION if withheld else Verdict.PERMIT, numbers=(("practice", practice.then),)
        )
        for reason in rulebook.zone_reasons[zone].then:
            preferred = rulebook.route_reasons[reason]
            if preferred.then is route:
                yield finding(preferred, verdict=Verdict.PERMIT)
    aims = frozenset(aim for purpose in purposes for aim in purpose.aims)
    for feature, rule in rulebook.feature_concerns:
        if _concerns(rule.then, aims, situation):
            line = rulebook.features[FeatureKey(feature=feature, route=route)]
            yield finding(line, verdict=rulebook.ratings[line.then].then)


def _concerns(concern: Concern, aims: frozenset[Aim], situation: Situation) -> bool:
    return (
        concern.everybody
        or not aims.isdisjoint(concern.aims)
        or not (situation.conditions or frozenset()).isdisjoint(concern.conditions)
        or situation.zone in concern.zones
    )


def _with_ranks(candidates: Iterable[_Candidate], rulebook: Rulebook) -> tuple[tuple[int, _Candidate], ...]:
    """Pairs of a rank and a candidate, best first. The rank is one more than the number of better candidates."""
    keyed = sorted(((_rank_key(candidate, rulebook), candidate) for candidate in candidates), key=lambda pair: pair[0])
    keys = [key for key, _ in keyed]
    return tuple((keys.index(key) + 1, candidate) for key, candidate in keyed)


def _rank_key(candidate: _Candidate, rulebook: Rulebook) -> tuple[int, ...]:
    """The sort key of a candidate: one score for each criterion, in the rulebook's order. Smaller is better."""
    scores = {
        Criterion.BLOCKED: int(candidate.decision.answer is Answer.WITHHOLD),
        Criterion.SERVED: -len(candidate.served),
        Criterion.ANSWER: -candidate.decision.answer.permission,
        Criterion.AGAINST: len(frozenset(candidate.against)),
    }
    return tuple(scores[criterion] for criterion, _ in sorted(rulebook.ranking, key=lambda row: row[1].then))


def _ranking_fields(
    purposes: tuple[_Purpose, ...], candidates: tuple[_Candidate, ...], rulebook: Rulebook
) -> dict[str, Any]:
    """The arguments for ``FormOptions`` or ``RouteOptions``, except the options."""
    words = [purpose.word for purpose in purposes]
    return {
        "aims": frozenset(word for word in words if isinstance(word, Aim)),
        "domains": frozenset(word for word in words if isinstance(word, Domain)),
        "unserved": tuple(name for name in map(str, purposes) if not any(name in each.served for each in candidates)),
        "edition": rulebook.edition,
        "disclaimer": rulebook.notices[Notice.DISCLAIMER].then,
    }
