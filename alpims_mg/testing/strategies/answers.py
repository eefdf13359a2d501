"""Strategies for answers, the reasons for them, changes to them, and ranked options."""

from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg.assessment.assessing import assess
from alpims_mg.explanation.counterfactuals import Change, Counterfactual, Counterfactuals
from alpims_mg.explanation.explanations import WhyNot, why_not
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.model.agreements import ToAcknowledge
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.decisions import Alternative, Consult, Decision, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.plans import Plan
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Case
from alpims_mg.model.vocabulary import Aim, Answer, Domain, Form
from alpims_mg.rulebook.changes import Changeable, Means
from alpims_mg.testing.strategies.basics import elementals, short_tuples, template_values, templates, texts
from alpims_mg.testing.strategies.plans import dose_plans, findings, topical_plans
from alpims_mg.testing.strategies.questions import acknowledgements, capsules, cases, products, proposals

__all__ = [
    "alternatives",
    "answer_words",
    "changes",
    "consults",
    "counterfactual_lists",
    "counterfactuals",
    "decisions",
    "fact_questions",
    "form_options",
    "form_rankings",
    "infeasibles",
    "needs_informations",
    "not_checkeds",
    "offers",
    "route_options",
    "route_rankings",
    "to_acknowledges",
    "why_nots",
    "withholds",
]


def infeasibles() -> SearchStrategy[Infeasible]:
    """A strategy for any ``Infeasible`` result, with or without the nearest amounts."""
    amounts = st.none() | elementals(most_nanograms=10**9)
    return st.builds(Infeasible, finding=findings(), nearest_below=amounts, nearest_above=amounts)


def not_checkeds() -> SearchStrategy[NotChecked]:
    """A strategy for any ``NotChecked`` gap, with its reason."""
    return st.builds(
        NotChecked, path=texts(), because=templates(), numbers=template_values(), about=st.none() | texts()
    )


def alternatives() -> SearchStrategy[Alternative]:
    """A strategy for any alternative: another proposal, with the reason to suggest it and its own answer."""
    return st.builds(
        Alternative,
        proposal=proposals(),
        reason=findings(),
        answer=st.sampled_from([answer for answer in Answer if answer is not Answer.WITHHOLD]),
        advice=findings(),
        missing=short_tuples(texts()),
    )


def offers() -> SearchStrategy[Offer]:
    """A strategy for any answer that offers a plan, for a capsule or topical magnesium."""
    return st.builds(Offer, **_answer_fields(), plan=_plans())


def answer_words() -> SearchStrategy[AnswerWords]:
    """A strategy for the words of any answer, with or without a next action."""
    optional = st.none() | templates()
    return st.builds(AnswerWords, headline=texts(), cell=texts(), action=optional, then=optional)


def to_acknowledges() -> SearchStrategy[ToAcknowledge]:
    """A strategy for anything that a clinician is asked to agree to."""
    return st.builds(ToAcknowledge, rule=texts(), about=st.none() | texts())


def consults() -> SearchStrategy[Consult]:
    """A strategy for any answer that asks for a clinician, with a draft plan."""
    return st.builds(Consult, **_answer_fields(), draft=_plans())


def withholds() -> SearchStrategy[Withhold]:
    """A strategy for any answer that withholds, with alternatives and advice."""
    return st.builds(
        Withhold,
        **_answer_fields(),
        alternatives=short_tuples(alternatives()),
        advice=short_tuples(findings()),
        infeasible=st.none() | infeasibles(),
    )


def needs_informations() -> SearchStrategy[NeedsInformation]:
    """A strategy for any answer that asks for missing facts."""
    questions = short_tuples(fact_questions())
    return st.builds(NeedsInformation, **_answer_fields(), missing=short_tuples(texts()), questions=questions)


def fact_questions() -> SearchStrategy[FactQuestion]:
    """A strategy for any question about a fact that an answer needs."""
    return st.builds(FactQuestion, path=texts(), question=texts(), how=texts())


def decisions() -> SearchStrategy[Decision]:
    """A strategy for the answer of ``assess`` to any case, so that the fields of the answer agree with one another."""
    return cases().map(lambda case: assess(case.situation, case.proposal))


def why_nots() -> SearchStrategy[WhyNot]:
    """A strategy for the reasons why the answer to any case is not an offer."""
    return decisions().map(why_not)


def changes() -> SearchStrategy[Change]:
    """A strategy for any change to one fact or one part of a proposal."""
    return st.builds(
        Change,
        what=st.sampled_from(Changeable),
        means=st.sampled_from(Means),
        how=texts(),
        to=texts(),
        reason=findings(),
    )


def counterfactuals() -> SearchStrategy[Counterfactual]:
    """A strategy for any counterfactual: changes, a case, and the answer of ``assess`` to that case."""
    return st.builds(_with_answer, cases(), short_tuples(changes()))


def counterfactual_lists() -> SearchStrategy[Counterfactuals]:
    """A strategy for ``Counterfactuals``: any answer of ``assess``, with up to two counterfactuals."""
    return st.builds(Counterfactuals, decision=decisions(), counterfactuals=short_tuples(counterfactuals()))


def form_options() -> SearchStrategy[FormOption]:
    """A strategy for any form option: a capsule with its rank, answer and reasons."""
    return st.builds(FormOption, **_option_fields(), product=capsules())


def route_options() -> SearchStrategy[RouteOption]:
    """A strategy for any route option: a product with its rank, answer and reasons."""
    return st.builds(RouteOption, **_option_fields(), product=products())


def form_rankings() -> SearchStrategy[FormOptions]:
    """A strategy for any ranking of forms, with up to two options."""
    return st.builds(FormOptions, **_ranking_fields(), options=short_tuples(form_options()))


def route_rankings() -> SearchStrategy[RouteOptions]:
    """A strategy for any ranking of routes, with up to two options."""
    return st.builds(RouteOptions, **_ranking_fields(), options=short_tuples(route_options()))


def _with_answer(case: Case, changes: tuple[Change, ...]) -> Counterfactual:
    return Counterfactual(changes=changes, case=case, decision=assess(case.situation, case.proposal))


def _plans() -> SearchStrategy[Plan]:
    return st.one_of(dose_plans(), topical_plans())


def _answer_fields() -> dict[str, SearchStrategy[Any]]:
    """A mapping from field names to strategies, for the fields that all four answers share."""
    return {
        "words": answer_words(),
        "findings": short_tuples(findings()),
        "acknowledged": short_tuples(acknowledgements()),
        "not_checked": short_tuples(not_checkeds()),
        "edition": texts(),
        "disclaimer": texts(),
    }


def _option_fields() -> dict[str, SearchStrategy[Any]]:
    """A mapping from field names to strategies, for the fields that form options and route options share."""
    return {
        "rank": st.integers(1, len(Form)),
        "answer": st.sampled_from(Answer),
        "words": answer_words(),
        "reasons_for": short_tuples(findings()),
        "against": short_tuples(findings()),
        "blocking": short_tuples(findings()),
        "missing": short_tuples(texts()),
        "not_checked": short_tuples(not_checkeds()),
    }


def _ranking_fields() -> dict[str, SearchStrategy[Any]]:
    """A mapping from field names to strategies, for the fields that both rankings share."""
    return {
        "aims": st.frozensets(st.sampled_from(Aim)),
        "domains": st.frozensets(st.sampled_from(Domain)),
        "unserved": short_tuples(texts()),
        "edition": texts(),
        "disclaimer": texts(),
    }


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    Infeasible: infeasibles(),
    NotChecked: not_checkeds(),
    Alternative: alternatives(),
    Offer: offers(),
    Consult: consults(),
    AnswerWords: answer_words(),
    ToAcknowledge: to_acknowledges(),
    Withhold: withholds(),
    NeedsInformation: needs_informations(),
    FactQuestion: fact_questions(),
    WhyNot: why_nots(),
    Change: changes(),
    Counterfactual: counterfactuals(),
    Counterfactuals: counterfactual_lists(),
    FormOption: form_options(),
    RouteOption: route_options(),
    FormOptions: form_rankings(),
    RouteOptions: route_rankings(),
}
