"""Laws of ranked options, counterfactuals and explanations."""

from collections.abc import Iterator, Sequence

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.explanation.explanations import explain
from alpims_mg.explanation.options import FormOption, RouteOption
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.model.findings import Verdict
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import Aim, Condition, Domain, Form, Intent, Route
from alpims_mg.rulebook.changes import Persistence
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.index import rules_by_id
from alpims_mg.testing.laws.answers import permission
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "blocked_options_come_last",
    "counterfactuals_give_the_answer_they_promise",
    "counterfactuals_keep_every_medicine",
    "every_option_is_listed_with_cited_reasons",
    "explanation_names_every_finding",
    "one_more_risk_never_unblocks_an_option",
    "options_agree_with_assess",
    "order_of_aims_and_domains_never_matters",
]


def blocked_options_come_last(
    situation: Situation, aims: Sequence[Aim] = (), domains: Sequence[Domain] = (), rulebook: Rulebook = CURRENT
) -> None:
    """Verify that every blocked option ranks after every open one, and that equal options share a rank: 1, 2, 2, 4."""
    for options in _rankings(situation, aims, domains, rulebook):
        ranks = [option.rank for option in options]
        open_ranks = [option.rank for option in options if not option.blocked]
        blocked_ranks = [option.rank for option in options if option.blocked]
        last = not open_ranks or not blocked_ranks or max(open_ranks) < min(blocked_ranks)
        verify(last, "a blocked option outranks an open one", situation, aims, domains, options)
        counted = [1 + sum(other < rank for other in ranks) for rank in ranks]
        verify(ranks == sorted(counted), "the ranks are not counted correctly", situation, aims, domains, ranks)


def order_of_aims_and_domains_never_matters(
    situation: Situation, aims: Sequence[Aim], domains: Sequence[Domain], rulebook: Rulebook = CURRENT
) -> None:
    """Verify that neither the order of aims and domains nor naming one of them twice changes the ranking."""
    before = tuple(_rankings(situation, aims, domains, rulebook))
    after = tuple(_rankings(situation, (*aims[::-1], *aims), (*domains[::-1], *domains), rulebook))
    verify(before == after, "the order of aims or domains changed the ranking", situation, aims, domains)


def one_more_risk_never_unblocks_an_option(
    situation: Situation, condition: Condition, medicine: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding a condition, or a medicine with a new name, to a stated list unblocks no option."""
    riskier: list[Situation] = []
    if situation.conditions is not None:
        riskier.append(attrs.evolve(situation, conditions=situation.conditions | {condition}))
    if situation.medicines is not None and str(medicine) not in map(str, situation.medicines):
        riskier.append(attrs.evolve(situation, medicines=(*situation.medicines, medicine)))
    for more in riskier:
        rankings = zip(_rankings(situation, (), (), rulebook), _rankings(more, (), (), rulebook), strict=True)
        for before, after in rankings:
            still_blocked = {option.name for option in after if option.blocked}
            blocked = {option.name for option in before if option.blocked}
            verify(blocked <= still_blocked, "more risk unblocked an option", situation, more)


def every_option_is_listed_with_cited_reasons(
    situation: Situation, aims: Sequence[Aim] = (), domains: Sequence[Domain] = (), rulebook: Rulebook = CURRENT
) -> None:
    """Verify that all forms and both routes are listed, and that each reason is a row of the rulebook.

    Each reason must have the sources of its row.
    """
    forms, routes = _rankings(situation, aims, domains, rulebook)
    names = [sorted(option.name for option in options) for options in (forms, routes)]
    expected = [sorted(str(word) for word in words) for words in (Form, Route)]
    verify(names == expected, "an option is missing", situation, names)
    rules = rules_by_id(rulebook)
    for option in (*forms, *routes):
        for reason in (*option.reasons_for, *option.against, *option.blocking):
            cited = reason.rule in rules and set(rules[reason.rule].cites) <= set(reason.cites)
            verify(reason.cites and cited, "a reason is not a cited row", situation, aims, domains, reason)
        permits = all(reason.verdict is Verdict.PERMIT for reason in option.reasons_for)
        withholds = all(reason.verdict is Verdict.WITHHOLD for reason in option.blocking)
        warns = all(reason.verdict in (Verdict.CAUTION, Verdict.CONSULT) for reason in option.against)
        sorted_by_verdict = permits and withholds and warns
        verify(sorted_by_verdict, "a reason is in the wrong list", situation, aims, domains, option)


def options_agree_with_assess(situation: Situation, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each option has the answer that ``assess`` gives to a START of its product.

    Each finding of that answer that is not a PERMIT must be a reason of the option.
    """
    for options in _rankings(situation, (), (), rulebook):
        for option in options:
            decision = assess(situation, Proposal(intent=Intent.START, product=option.product), rulebook=rulebook)
            reasons = {*option.against, *option.blocking}
            complete = all(finding in reasons for finding in decision.findings if finding.verdict is not Verdict.PERMIT)
            same = option.answer is decision.answer and option.not_checked == decision.not_checked
            verify(same and complete, "an option and assess disagree", situation, option)
            agrees = option.blocked is bool(option.blocking)
            verify(agrees, "an option is blocked without a finding, or open with one", situation, option)


def counterfactuals_give_the_answer_they_promise(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that ``assess`` gives the decision that each counterfactual promises.

    That decision must permit more than the present one.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    for counterfactual in what_would_change(situation, proposal, rulebook=rulebook).counterfactuals:
        case = (situation, proposal, counterfactual)
        after = assess(counterfactual.case.situation, counterfactual.case.proposal, rulebook=rulebook)
        verify(after == counterfactual.decision, "a counterfactual promises another answer", *case)
        verify(permission(after) > permission(decision), "a counterfactual does not permit more", *case)


def counterfactuals_keep_every_medicine(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that no counterfactual removes a medicine or a lasting condition."""
    for counterfactual in what_would_change(situation, proposal, rulebook=rulebook).counterfactuals:
        medicines = counterfactual.case.situation.medicines or ()
        complete = len(medicines) == len(situation.medicines or ())
        verify(complete, "a counterfactual removes a medicine", situation, counterfactual)
        removed = (situation.conditions or frozenset()) - (counterfactual.case.situation.conditions or frozenset())
        lasting = [condition for condition in removed if rulebook.persistence[condition].then is Persistence.LASTS]
        verify(not lasting, "a counterfactual removes a lasting condition", situation, counterfactual)


def explanation_names_every_finding(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that the text of ``explain`` has the rule and all citations of each finding, and the disclaimer."""
    decision = assess(situation, proposal, rulebook=rulebook)
    text = _letters(explain(decision))
    for finding in decision.findings:
        shown = all(_letters(str(part)) in text for part in (f"({finding.rule})", *finding.cites))
        verify(shown, "the explanation leaves a finding out", situation, proposal, finding)
    verify(_letters(decision.disclaimer) in text, "the explanation leaves the disclaimer out", situation, proposal)


def _letters(text: str) -> str:
    """The text without spaces and line breaks, since an explanation breaks its lines anywhere."""
    return "".join(text.split())


def _rankings(
    situation: Situation, aims: Sequence[Aim], domains: Sequence[Domain], rulebook: Rulebook
) -> Iterator[Sequence[FormOption] | Sequence[RouteOption]]:
    """Yield two rankings for these arguments: the options of form, and the options of route, best first."""
    yield form_options(aims=aims, domains=domains, situation=situation, rulebook=rulebook).options
    yield route_options(aims=aims, domains=domains, situation=situation, rulebook=rulebook).options
