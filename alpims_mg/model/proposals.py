"""A proposal: what a person would like to take, and why it is asked."""

from typing import final

import attrs

from alpims_mg._internal.validation import a_member, an_instance, short_repr
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent


@final
@attrs.frozen(kw_only=True)
class Proposal:
    """What a person would like to do.

    ``target`` is the daily amount to end at, ``current_daily`` the one taken now (needed to maintain or to
    increase), ``hold_days`` how long each rung lasts.
    """

    intent: Intent
    product: Product
    target: Elemental | None = None
    current_daily: Elemental | None = None
    hold_days: int = 7

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("intent", self.intent, Intent),
                _product("product", self.product),
                an_instance("target", self.target, Elemental, example="Elemental.mg(300)", optional=True),
                an_instance("current_daily", self.current_daily, Elemental, example="Elemental.mg(100)", optional=True),
                _days("hold_days", self.hold_days),
            )
        )

    def __str__(self) -> str:
        target = f", towards {self.target} a day" if self.target else ""
        current = f", now {self.current_daily} a day" if self.current_daily else ""
        return f"{self.intent} {self.product}{current}{target}"


@final
@attrs.frozen(kw_only=True)
class Case:
    """One question: a situation and a proposal."""

    situation: Situation
    proposal: Proposal

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
            )
        )


def _days(path: str, value: object) -> Fault | None:
    if type(value) is int:
        return None
    return Fault(path=path, expected="a whole number of days", actual=short_repr(value), fix="write for example 7")


def _product(path: str, value: object) -> Fault | None:
    if isinstance(value, Capsule | Topical):
        return None
    return Fault(path=path, expected="a Capsule or a Topical", actual=short_repr(value), fix="name what is to be taken")
