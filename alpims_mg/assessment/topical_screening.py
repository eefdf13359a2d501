"""Functions that look up the rows of the rulebook for a topical product: hot baths and what the label lists."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.model.findings import Verdict
from alpims_mg.model.products import Topical
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Additive, Condition, Vehicle, Word
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.topical import Avoided, HeatKey, SkinAdditiveKey
from alpims_mg.rules.findings import FindingAndGap, with_gap
from alpims_mg.rules.tables import Rule

_INGREDIENTS = "proposal.product.ingredients"


def topical_findings(situation: Situation, product: Topical, rulebook: Rulebook) -> Iterator[tuple[FindingAndGap, ...]]:
    """For each fact about a topical product, yield a tuple of pairs of a finding and a ``NotChecked`` or None.

    A rule gives one finding, whose text names every condition or additive that the rule is about. A rule that permits
    gives none.
    """
    conditions = frozenset(situation.conditions or ())
    yield _heat(conditions, product.vehicle, rulebook)
    if label_was_read(product.ingredients):
        named = additives_in(product.ingredients or ())
        yield _additives(named, situation.avoids & named, rulebook)
    else:
        yield _unread(conditions, rulebook)


@lru_cache(maxsize=1024)
def _heat(conditions: frozenset[Condition], vehicle: Vehicle, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    rules = ((rulebook.baths[HeatKey(condition=condition, vehicle=vehicle)], condition) for condition in conditions)
    return _one_for_each_rule(rules, "situation.conditions", "conditions")


@lru_cache(maxsize=1024)
def _unread(conditions: frozenset[Condition], rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    rules = ((rulebook.unread_topicals[condition], condition) for condition in conditions)
    return _one_for_each_rule(rules, _INGREDIENTS, "conditions")


@lru_cache(maxsize=1024)
def _additives(
    named: frozenset[Additive], avoided: frozenset[Additive], rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    stands = {additive: Avoided.AVOIDED if additive in avoided else Avoided.NOT_AVOIDED for additive in named}
    keys = (SkinAdditiveKey(additive=additive, avoided=avoids) for additive, avoids in stands.items())
    return _one_for_each_rule(((rulebook.skin_additives[key], key.additive) for key in keys), _INGREDIENTS, "additives")


def _one_for_each_rule(
    rules: Iterable[tuple[Rule[Verdict], Word]], path: str, placeholder: str
) -> tuple[FindingAndGap, ...]:
    """One finding for each rule that does not permit. Its text names the words for which the rule was looked up."""
    words: dict[Rule[Verdict], list[str]] = {}
    for rule, word in rules:
        if rule.then is not Verdict.PERMIT:
            words.setdefault(rule, []).append(str(word))
    return tuple(
        with_gap(rule, path, numbers=((placeholder, ", ".join(sorted(about))),)) for rule, about in words.items()
    )
