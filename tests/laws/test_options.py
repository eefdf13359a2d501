"""Readings 7: all forms and both routes are ranked, and a blocked option never comes before one that is not."""

import attrs
import pytest
from hypothesis import given, strategies as st

from alpims_mg import (
    CURRENT,
    Aim,
    Citation,
    Condition,
    Domain,
    Form,
    KidneyFunction,
    Medicine,
    Situation,
    Source,
    SourceKind,
    Verdict,
    Zone,
    form_options,
    tighten,
)
from alpims_mg.rules import Rule, when
from alpims_mg.testing import laws, strategies

ANYONE = strategies.situations() | strategies.situations(
    zones=st.sampled_from(Zone),
    ages=st.integers(0, 130),
    kidneys=st.sampled_from(KidneyFunction),
    conditions=st.frozensets(st.sampled_from(Condition), max_size=4),
    taken=st.lists(strategies.medicines(), max_size=2, unique_by=str).map(tuple),
)
AIMS = st.lists(st.sampled_from(Aim), max_size=4)
DOMAINS = st.lists(st.sampled_from(Domain), max_size=3)


@given(situation=ANYONE, aims=AIMS, domains=DOMAINS)
def test_a_blocked_option_never_outranks_one_that_is_not(
    situation: Situation, aims: list[Aim], domains: list[Domain]
) -> None:
    laws.blocked_options_come_last(situation, aims, domains)


@given(situation=ANYONE, aims=AIMS, domains=DOMAINS)
def test_the_order_of_aims_and_domains_never_matters(
    situation: Situation, aims: list[Aim], domains: list[Domain]
) -> None:
    laws.order_of_aims_and_domains_never_matters(situation, aims, domains)


@given(situation=ANYONE, condition=st.sampled_from(Condition), medicine=strategies.medicines())
def test_one_more_risk_never_unblocks_an_option(situation: Situation, condition: Condition, medicine: Medicine) -> None:
    laws.one_more_risk_never_unblocks_an_option(situation, condition, medicine)


@given(situation=ANYONE, aims=AIMS, domains=DOMAINS)
def test_every_option_is_listed_and_each_reason_cites_its_rule(
    situation: Situation, aims: list[Aim], domains: list[Domain]
) -> None:
    laws.every_option_is_listed_with_cited_reasons(situation, aims, domains)


@given(situation=ANYONE)
def test_an_option_has_the_answer_of_its_product(situation: Situation) -> None:
    laws.options_agree_with_assess(situation)


@given(situation=ANYONE, aims=AIMS, domains=DOMAINS)
def test_the_laws_hold_for_a_stricter_rulebook_too(
    situation: Situation, aims: list[Aim], domains: list[Domain]
) -> None:
    clinic = Source(title="our clinic", kind=SourceKind.CONVENTION)
    row = Rule(
        id="form.our-clinic-no-glycinate",
        when=when(Form.GLYCINATE),
        then=attrs.evolve(CURRENT.forms[Form.GLYCINATE].then, verdict=Verdict.WITHHOLD),
        because="our clinic gives no glycinate",
        cites=(Citation(source=clinic, place="policy 5", claim="No glycinate."),),
    )
    stricter = tighten(CURRENT, [row])
    laws.blocked_options_come_last(situation, aims, domains, stricter)
    laws.every_option_is_listed_with_cited_reasons(situation, aims, domains, stricter)
    (glycinate,) = (
        option
        for option in form_options(aims=aims, situation=situation, rulebook=stricter)
        if option.form is Form.GLYCINATE
    )
    assert glycinate.blocked


def test_a_broken_ranking_breaks_the_law() -> None:
    reversed_ranks = {rule.id: 5 - rule.then for rule in CURRENT.ranking.rules}
    rows = tuple(attrs.evolve(rule, then=reversed_ranks[rule.id]) for rule in CURRENT.ranking.rules)
    broken = attrs.evolve(CURRENT, ranking=attrs.evolve(CURRENT.ranking, rules=rows))
    with pytest.raises(laws.LawBrokenError, match="a blocked option outranks"):
        laws.blocked_options_come_last(
            Situation(zone=Zone.GREEN, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[Condition.PREGNANCY],
                      medicines=[]),
            [Aim.FOCUS],
            (),
            broken,
        )  # fmt: skip
