"""Which questions to ask a person: ``fields_to_ask`` for a new case, and ``questions_about`` for facts of an answer."""

from collections.abc import Collection, Iterable

from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.vocabulary import FactList, Intent, Route
from alpims_mg.rulebook.consults import Fact, FactKey, Need
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.questions import CaseField


def fields_to_ask(route: Route, intent: Intent, *, rulebook: Rulebook) -> tuple[CaseField, ...]:
    """The fields of a case that this route and intent need or use, in the order in which to ask for them.

    The words of each question are ``rulebook.questions[field].then``.

    >>> from alpims_mg import CURRENT
    >>> [str(field) for field in fields_to_ask(Route.TOPICAL, Intent.LOWER, rulebook=CURRENT)]
    ['proposal.intent', 'proposal.product.kind', 'proposal.product.vehicle', 'proposal.product.ingredients']
    """
    facts = {fact.value: fact for fact in Fact}
    return tuple(
        field
        for field, rule in rulebook.questions
        if route in rule.then.routes
        and intent in rule.then.intents
        and not (field.value in facts and _unused(facts[field.value], route, intent, rulebook))
    )


def _unused(fact: Fact, route: Route, intent: Intent, rulebook: Rulebook) -> bool:
    return rulebook.facts[FactKey(fact=fact, route=route, intent=intent)].then is Need.UNUSED


def questions_about(
    paths: Iterable[str], *, rulebook: Rulebook, partial: Collection[FactList] = ()
) -> tuple[FactQuestion, ...]:
    """A question for each of these paths that the rulebook has a question for, in the same order.

    ``partial`` names the lists of which a part is stated. Their questions ask for the rest.

    >>> from alpims_mg import CURRENT
    >>> print(*questions_about(["situation.age_years"], rulebook=CURRENT))
    How old are you? Give your age in whole years.
    """
    words = {field.value: rule.then for field, rule in rulebook.questions}
    words |= {f"situation.{name}": rulebook.rest_questions[name].then for name in partial}
    return tuple(
        FactQuestion(path=path, question=words[path].question, how=words[path].how_to_reply)
        for path in paths
        if path in words
    )
