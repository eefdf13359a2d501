"""Answers and rules in words."""

from datetime import date
from typing import final

import attrs

from alpims_mg._internal.rendering import Listing, Page, Renderable
from alpims_mg._internal.validation import a_member, an_instance, check_each, check_instances, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, NotChecked, Withhold
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.vocabulary import Answer, Audience
from alpims_mg.rulebook.changes import Changeable
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.index import AnyTable, tables


def explain(decision: Decision, *, starts: date | None = None) -> str:
    """The whole answer in plain words: the answer first, then the plan, every finding with its sources, what was
    acknowledged, what was not checked, and the disclaimer. With ``starts`` the rungs of a plan have dates.
    """
    return decision.page(starts).text()


@final
@attrs.frozen(kw_only=True)
class WhyNot(Renderable):
    """What keeps an answer from permitting more.

    ``sets`` are the smallest sets of findings that block: the findings of one set block together, whatever the other
    sets say. The strictest finding wins, so nearly every set holds one finding. Where every present amount would be
    withheld, each for a reason of its own, those reasons stand in one set. ``missing`` are the facts that the answer
    waits for.
    """

    answer: Answer
    sets: tuple[tuple[Finding, ...], ...]
    missing: tuple[NotChecked, ...] = ()

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("answer", self.answer, Answer),
                *check_each("sets", self.sets, lambda at, one: an_instance(at, one, tuple, example="(Finding(...),)")),
                *(fault for i, one in enumerate(self.sets) for fault in check_instances(f"sets[{i}]", one, Finding)),
                *check_instances("missing", self.missing, NotChecked),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """One line for each set and each missing fact; a clinician also reads rule ids and sources."""
        told = audience is Audience.CLINICIAN
        lines = tuple(" together with ".join(_line(one, sources=told) for one in held) for held in self.sets)
        missing = tuple(str(one) if told else one.because for one in self.missing)
        listings = (Listing(title="Against it", items=lines), Listing(title="Not known", items=missing))
        blocks = tuple(listing for listing in listings if listing.items)
        return Page(title=f"Why not more than {self.answer}", blocks=blocks or ("Nothing stands against it.",))


def _line(one: Finding, *, sources: bool) -> str:
    return f"{one.headline()}. {one.places()}" if sources else one.plainly()


def why_not(decision: Decision, *, rulebook: Rulebook = CURRENT) -> WhyNot:
    """The smallest sets of findings, and the missing facts, that keep an answer from permitting more.

    >>> from alpims_mg import Intent, Proposal, Situation, Topical, Vehicle, Zone, assess
    >>> asked = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> [one.rule for held in why_not(assess(Situation(zone=Zone.RED), asked)).sets for one in held]
    ['zone.red.topical.start']
    """
    missing: tuple[NotChecked, ...] = ()
    match decision:
        case Withhold(findings=findings):
            held = tuple(one for one in findings if one.verdict is Verdict.WITHHOLD)
            counted = tuple(f"{kind}." for kind in rulebook.changes[Changeable.PRESENT_AMOUNT].then.addresses)
            alone = tuple((one,) for one in held if not (one.supposed and one.rule.startswith(counted)))
            sets = alone or (held,)
        case Consult():
            sets = tuple((one,) for one in decision.asks())
        case NeedsInformation(not_checked=not_checked):
            sets = ()
            missing = tuple(one for one in not_checked if one.path in decision.missing)
        case _:
            sets = ()
    return WhyNot(answer=decision.answer, sets=sets, missing=missing)


def tabulate(name: str | None = None, *, rulebook: Rulebook = CURRENT) -> str:
    """Tables of the rulebook as Markdown: one by its name (``zones``), else a family (``dose``), or all of them.

    Raises: ``InvalidInputError`` when no table has that name.

    >>> print(tabulate("consults").splitlines()[4])
    | route | intent | answer | because | says | rule |
    """
    return "\n\n".join(table.page().markdown() for table in tabulated(name, rulebook=rulebook))


def tabulated(name: str | None = None, *, rulebook: Rulebook = CURRENT) -> tuple[AnyTable, ...]:
    """The tables that ``tabulate`` writes, each of which shows itself.

    Raises: ``InvalidInputError`` when no table has that name.
    """
    fields = dict(tables(rulebook))
    if isinstance(name, str) and name in fields:
        return (fields[name],)
    named = tuple(table for table in fields.values() if name in (None, table.name))
    if not named:
        expected = f"one of {', '.join(fields)}"
        raise InvalidInputError(Fault(path="table", expected=expected, actual=short_repr(name), fix="name a table"))
    return named
