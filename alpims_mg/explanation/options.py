"""Which form and which route suits this person today: all of them, ranked, with what speaks for and against each."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar, final

import attrs

from alpims_mg._internal.rendering import Grid, Listing, Page, Shown, said
from alpims_mg._internal.validation import a_member, a_text, a_whole_number, all_of, an_instance, as_set, each
from alpims_mg.assessment.evaluation import assess
from alpims_mg.errors import Fault, refuse
from alpims_mg.model.decisions import Decision, NeedsInformation, NotChecked
from alpims_mg.model.findings import Finding, Verdict, in_order
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.provenance import Citation
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Aim, Answer, Condition, Domain, Form, Intent, Route, Vehicle, Word
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.options import Concern, Criterion
from alpims_mg.rulebook.routes import FeatureKey, PracticeKey, RouteReason, TopicalHabit
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import finding

_T = TypeVar("_T")
_W = TypeVar("_W", bound=Word)

_SAYS = {
    Answer.OFFER: "may be begun today by these rules",
    Answer.CONSULT: "to be begun only after a clinician has agreed",
    Answer.NEEDS_INFORMATION: "no answer until more is stated",
    Answer.WITHHOLD: "not to be begun today",
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Option(Shown):
    """What every option carries: its place, today's answer to beginning it, and all that speaks for or against it.

    ``missing`` are the paths of facts without which there is no answer, ``not_checked`` what the answer leaves open.
    """

    rank: int
    answer: Answer
    reasons_for: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                a_whole_number("rank", self.rank, least=1, most=len(Form), of="places"),
                a_member("answer", self.answer, Answer),
                *all_of("reasons_for", self.reasons_for, Finding),
                *all_of("against", self.against, Finding),
                *all_of("blocking", self.blocking, Finding),
                *each("missing", self.missing, lambda path, value: a_text(path, value, example="situation.kidney")),
                *all_of("not_checked", self.not_checked, NotChecked),
            )
        )

    @property
    def blocked(self) -> bool:
        """Whether something withholds it today. Not to be blocked is not to be permitted: ``answer`` says which."""
        return self.answer is Answer.WITHHOLD

    def _told(self, name: str, product: Product) -> Page:
        listings = (
            Listing(title="For it", items=tuple(f"{_reason(one)}. {one.places()}" for one in self.reasons_for)),
            Listing(title="Against it", items=tuple(f"{one.headline()}. {one.places()}" for one in self.against)),
            Listing(title="Blocked by", items=tuple(f"{one.headline()}. {one.places()}" for one in self.blocking)),
            Listing(title="Please state", items=self.missing),
            Listing(title="Not checked", items=tuple(map(str, self.not_checked))),
        )
        title = f"{name}, rank {self.rank}: {_SAYS[self.answer]} ({self.answer})"
        return Page(title=title, blocks=(f"Answered for: {product}", *(one for one in listings if one.items)))


@final
@attrs.frozen(kw_only=True)
class FormOption(_Option):
    """One form.

    ``product`` is what the answer is about: a capsule of the strength that the rulebook suggests, its label not read.
    """

    product: Capsule

    def __attrs_post_init__(self) -> None:
        _Option.__attrs_post_init__(self)
        refuse((an_instance("product", self.product, Capsule, example="Capsule(...)"),))

    @property
    def form(self) -> Form:
        """The magnesium compound."""
        return self.product.form

    @property
    def name(self) -> str:
        """The form, as the wire writes it."""
        return str(self.form)

    def page(self) -> Page:
        """Today's answer, then every reason with its places."""
        return self._told(self.name, self.product)


@final
@attrs.frozen(kw_only=True)
class RouteOption(_Option):
    """One route.

    ``product`` is what the answer is about: a capsule of the form that ranks first, its label not read, or topical
    magnesium.
    """

    product: Product

    def __attrs_post_init__(self) -> None:
        _Option.__attrs_post_init__(self)
        refuse((an_instance("product", self.product, Capsule | Topical, example="Topical(vehicle=Vehicle.OIL)"),))

    @property
    def route(self) -> Route:
        """How the magnesium reaches the body."""
        return self.product.route

    @property
    def name(self) -> str:
        """The route, as the wire writes it."""
        return str(self.route)

    def page(self) -> Page:
        """Today's answer, then every reason with its places."""
        return self._told(self.name, self.product)


_O = TypeVar("_O", bound=FormOption | RouteOption)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Options(Shown, Generic[_O]):
    """What every ranking carries. It can be gone through, counted and indexed, the best option first.

    ``unserved`` names the aims and domains that nothing here is named for.
    """

    aims: frozenset[Aim] = frozenset()
    domains: frozenset[Domain] = frozenset()
    unserved: tuple[str, ...] = ()
    options: tuple[_O, ...]
    edition: str
    disclaimer: str

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                *_words("aims", self.aims, Aim),
                *_words("domains", self.domains, Domain),
                *each("unserved", self.unserved, lambda path, value: a_text(path, value, example="migraine")),
                a_text("edition", self.edition, example="2026-11-22"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    def __iter__(self) -> Iterator[_O]:
        return iter(self.options)

    def __len__(self) -> int:
        return len(self.options)

    def __getitem__(self, place: int) -> _O:
        return self.options[place]

    def _told(self, what: str) -> Page:
        """The ranking as one table, then the reasons of each option, then those that all of them share."""
        aims, domains = _sorted(self.aims, Aim), _sorted(self.domains, Domain)
        asked = ", ".join((*map(str, aims), *(f"the domain {one}" for one in domains)))
        lines = [tuple(_lines(one)) for one in self.options]
        shared = _once(line for some in lines for line in some if all(line in others for others in lines))
        listings = [
            Listing(title=f"{one.rank}. {one.name}", items=tuple(line for line in some if line not in shared))
            for one, some in zip(self.options, lines, strict=True)
        ]
        listings += (
            Listing(title=f"Of every {what}", items=shared),
            Listing(title=f"Asked for, and no {what} is named for it", items=self.unserved),
            Listing(title="Please state", items=_once(path for one in self.options for path in one.missing)),
            Listing(title="Not checked", items=_once(str(left) for one in self.options for left in one.not_checked)),
        )
        grid = Grid(
            caption="1 is best; equal ranks are ties",
            header=("rank", what, "to begin it today", "for", "against", "blocked by"),
            rows=tuple(map(_row, self.options)),
        )
        told = (one for one in listings if one.items)
        return Page(
            title=f"Every {what}, ranked for {asked or 'no aim in particular'}",
            blocks=(grid, *told, f"Edition {self.edition}. {self.disclaimer}"),
        )


@final
@attrs.frozen(kw_only=True)
class FormOptions(_Options[FormOption]):
    """All six forms, ranked. It can be gone through, counted and indexed, the best option first."""

    options: tuple[FormOption, ...]

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(all_of("options", self.options, FormOption))

    def page(self) -> Page:
        """The ranking as one table, then the reasons."""
        return self._told("form")


@final
@attrs.frozen(kw_only=True)
class RouteOptions(_Options[RouteOption]):
    """Both routes, ranked. It can be gone through, counted and indexed, the better option first."""

    options: tuple[RouteOption, ...]

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(all_of("options", self.options, RouteOption))

    def page(self) -> Page:
        """The ranking as one table, then the reasons."""
        return self._told("route")


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
    asked = _asked(aims, domains, situation, rulebook)
    seen = tuple(_forms(asked, situation, rulebook))
    options = tuple(FormOption(rank=rank, **one.told()) for rank, one in _ranked(seen, rulebook))
    return FormOptions(**_heading(asked, seen, rulebook), options=options)


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
    asked = _asked(aims, domains, situation, rulebook)
    _, capsule = _ranked(_forms(asked, situation, rulebook), rulebook)[0]
    topical = _seen(Topical(vehicle=_ANY_VEHICLE), situation, rulebook)
    caveat = finding(rulebook.topical_habits[TopicalHabit.NO_CREDIT], verdict=Verdict.CAUTION)
    topical = attrs.evolve(topical, against=(*topical.against, caveat))
    seen = tuple(_routed(one, asked, situation, rulebook) for one in (capsule, topical))
    options = tuple(RouteOption(rank=rank, **one.told()) for rank, one in _ranked(seen, rulebook))
    return RouteOptions(**_heading(asked, seen, rulebook), options=options)


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
        return f"the domain {self.word} ({said(self.aims)})" if isinstance(self.word, Domain) else str(self.word)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Seen:
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


def _asked(
    aims: Iterable[Aim], domains: Iterable[Domain], situation: Situation, rulebook: Rulebook
) -> tuple[_Wish, ...]:
    """What is asked for, in the order of the words and each once."""
    aims, domains = as_set(aims), as_set(domains)
    refuse(
        (
            *_words("aims", aims, Aim),
            *_words("domains", domains, Domain),
            an_instance("situation", situation, Situation, example="Situation(...)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    stands_for = ((one, rulebook.domain_aims[one]) for one in _sorted(domains, Domain))
    return (
        *(_Wish(word=one, aims=(one,)) for one in _sorted(aims, Aim)),
        *(_Wish(word=one, aims=rule.then, cites=rule.cites) for one, rule in stands_for),
    )


def _seen(product: Product, situation: Situation, rulebook: Rulebook) -> _Seen:
    decision = assess(situation, Proposal(intent=Intent.START, product=product), rulebook=rulebook)
    against = tuple(one for one in decision.findings if one.verdict in (Verdict.CAUTION, Verdict.CONSULT))
    return _Seen(product=product, decision=decision, against=against)


def _forms(asked: tuple[_Wish, ...], situation: Situation, rulebook: Rulebook) -> Iterator[_Seen]:
    strength = rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then
    for form in Form:
        product = Capsule(form=form, elemental=strength, divides_into=Division.QUARTERS.value)
        best_for = rulebook.forms[form].then.best_for
        hits = tuple((wish, tuple(aim for aim in wish.aims if aim in best_for)) for wish in asked)
        yield attrs.evolve(
            _seen(product, situation, rulebook),
            reasons_for=tuple(_claim(form, wish, named, rulebook) for wish, named in hits if named),
            served=frozenset(str(wish) for wish, named in hits if named),
        )


def _claim(form: Form, wish: _Wish, named: tuple[Aim, ...], rulebook: Rulebook) -> Finding:
    """The row of a form as a reason for it: what it is named for, said as a claim."""
    row = finding(rulebook.forms[form], verdict=Verdict.PERMIT)
    because = f"{wish}: {form} is said to be best for {said(named)}, which is a claim and no evidence"
    return attrs.evolve(row, because=because, cites=_once((*row.cites, *wish.cites)))


def _routed(seen: _Seen, asked: tuple[_Wish, ...], situation: Situation, rulebook: Rulebook) -> _Seen:
    """The option with what the guide says of its route to these wishes, these conditions and this zone."""
    route = seen.product.route
    called: dict[RouteReason, list[tuple[str, tuple[Citation, ...]]]] = {}
    for wish in asked:
        for reason in _once(reason for aim in wish.aims for reason in rulebook.aim_reasons[aim].then):
            called.setdefault(reason, []).append((str(wish), wish.cites))
    for condition in _sorted(situation.conditions or (), Condition):
        for reason in rulebook.condition_reasons[condition].then:
            called.setdefault(reason, []).append((str(condition), ()))
    reasons = [*seen.reasons_for]
    served = set(seen.served)
    for reason, callers in called.items():
        rule = rulebook.route_reasons[reason]
        if rule.then is route:
            row = finding(rule, verdict=Verdict.PERMIT, numbers=f"here {', '.join(name for name, _ in callers)}")
            cites = (*row.cites, *(cite for _, cites in callers for cite in cites))
            reasons.append(attrs.evolve(row, cites=_once(cites)))
            served.update(name for name, _ in callers)
    beside = tuple(_beside(route, asked, situation, rulebook))
    return attrs.evolve(
        seen,
        reasons_for=(*reasons, *(one for one in beside if one.verdict is Verdict.PERMIT)),
        against=(*seen.against, *(one for one in beside if one.verdict is not Verdict.PERMIT)),
        served=frozenset(served),
    )


def _beside(route: Route, asked: tuple[_Wish, ...], situation: Situation, rulebook: Rulebook) -> Iterator[Finding]:
    """What the zone says of a route, and the lines of the comparison that concern this person."""
    zone = situation.zone
    if zone is not None:
        start = ZoneKey(zone=zone, route=route, intent=Intent.START, tolerance=situation.tolerance)
        withheld = rulebook.zones[start].then is Verdict.WITHHOLD
        practice = rulebook.practices[PracticeKey(zone=zone, route=route)]
        yield finding(practice, verdict=Verdict.CAUTION if withheld else Verdict.PERMIT, numbers=practice.then)
        for reason in rulebook.zone_reasons[zone].then:
            pointer = rulebook.route_reasons[reason]
            if pointer.then is route:
                yield finding(pointer, verdict=Verdict.PERMIT)
    wanted = frozenset(aim for wish in asked for aim in wish.aims)
    for feature, rule in rulebook.feature_concerns:
        if _concerns(rule.then, wanted, situation):
            line = rulebook.features[FeatureKey(feature=feature, route=route)]
            yield finding(line, verdict=rulebook.marks[line.then].then)


def _concerns(concern: Concern, wanted: frozenset[Aim], situation: Situation) -> bool:
    named = wanted.intersection(concern.aims) or (situation.conditions or frozenset()).intersection(concern.conditions)
    return concern.everybody or bool(named) or situation.zone in concern.zones


def _ranked(options: Iterable[_Seen], rulebook: Rulebook) -> tuple[tuple[int, _Seen], ...]:
    """The options, the best first, each with its rank: one more than the number of those that are better."""
    keyed = sorted(((_key(one, rulebook), one) for one in options), key=lambda pair: pair[0])
    keys = [key for key, _ in keyed]
    return tuple((keys.index(key) + 1, one) for key, one in keyed)


def _key(seen: _Seen, rulebook: Rulebook) -> tuple[int, ...]:
    """Where an option stands by each criterion, the first criterion first; less is better."""
    stands = {
        Criterion.BLOCKED: int(seen.decision.answer is Answer.WITHHOLD),
        Criterion.SERVED: -len(seen.served),
        Criterion.ANSWER: -seen.decision.answer.permission,
        Criterion.AGAINST: len(frozenset(seen.against)),
    }
    return tuple(stands[criterion] for criterion, _ in sorted(rulebook.ranking, key=lambda row: row[1].then))


def _heading(asked: tuple[_Wish, ...], seen: tuple[_Seen, ...], rulebook: Rulebook) -> dict[str, Any]:
    """What a ranking carries beside its options."""
    words = [wish.word for wish in asked]
    return {
        "aims": frozenset(word for word in words if isinstance(word, Aim)),
        "domains": frozenset(word for word in words if isinstance(word, Domain)),
        "unserved": tuple(str(wish) for wish in asked if not any(str(wish) in one.served for one in seen)),
        "edition": rulebook.edition,
        "disclaimer": rulebook.notices[Notice.DISCLAIMER].then,
    }


def _row(option: FormOption | RouteOption) -> tuple[str, ...]:
    held = (option.reasons_for, option.against, option.blocking)
    return (str(option.rank), option.name, str(option.answer), *(str(len(some)) for some in held))


def _reason(one: Finding) -> str:
    """A reason for an option, without the verdict: it permits nothing by itself."""
    return f"{one.because} ({one.rule})"


def _lines(option: _Option) -> Iterator[str]:
    """Every reason in one line, those for the option first."""
    yield from (f"for: {_reason(one)}" for one in option.reasons_for)
    yield from (one.headline() for one in (*option.blocking, *option.against))


def _words(path: str, values: object, kind: type[Word]) -> Iterator[Fault | None]:
    return each(path, values, lambda at, value: a_member(at, value, kind))


def _sorted(words: Iterable[_W], kind: type[_W]) -> tuple[_W, ...]:
    """The words in the order of their list, each once."""
    held = frozenset(words)
    return tuple(word for word in kind if word in held)


def _once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
