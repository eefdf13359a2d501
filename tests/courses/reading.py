"""Reads a diary in JSON for the simulator, without the reader of the library."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
from courses.asking import change_of, course_of
from courses.lives import Change, Course, simulate
from courses.model import Outcome
from courses.reports import Entry

from alpims_mg import Elemental, Proposal, Situation
from alpims_mg.wire import make_converter

CONVERTER = make_converter()


def amount(text: str) -> int:
    """Milligrams as text, in nanograms."""
    return Elemental.mg(text).nanograms


def day_of(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def entry_of(asked: Mapping[str, Any]) -> Entry:
    doses = asked.get("doses")
    signs = asked.get("reactions")
    total, facts, at = asked.get("taken_mg"), asked.get("situation"), {"breakfast", "lunch", "dinner", "bedtime"}
    return Entry(
        day=day_of(asked["day"]),
        id=asked.get("id"),
        replaces=asked.get("replaces"),
        withdraw=asked.get("withdraw", False),
        zone=asked.get("zone"),
        reactions=None if signs is None else frozenset(signs),
        doses=None if doses is None else tuple((amount(dose["elemental_mg"]), clock(dose, at)) for dose in doses),
        total=None if total is None else amount(total),
        wish=asked.get("wish"),
        facts=None if facts is None else CONVERTER.structure(facts, Situation),
    )


def clock(dose: Mapping[str, Any], meals: set[str]) -> str | None:
    """The clock time of a dose. A meal word is no clock time."""
    at = dose.get("at")
    return None if at in meals else at


def course_in(asked: Mapping[str, Any]) -> Course:
    situation = CONVERTER.structure(asked["situation"], Situation)
    proposal = dict(asked["proposal"])
    holds = proposal.pop("hold_days", 7)
    each = holds if isinstance(holds, int) else tuple(holds)
    proposal |= {"hold_days": holds} if isinstance(holds, int) else {}
    first = CONVERTER.structure(proposal, Proposal)
    course = course_of(situation, first, date.fromisoformat(asked["starts"]), holds=each)
    product, moved = first.product, list[Change]()
    for one in asked.get("changes", ()):
        to = CONVERTER.structure(one["proposal"], Proposal)
        moved.append(change_of(situation, to, date.fromisoformat(one["on"]), new=to.product != product))
        product = to.product
    return attrs.evolve(course, then=tuple(moved))


def outcomes(asked: Mapping[str, Any]) -> list[Outcome]:
    """What the simulator says of each day of a diary in JSON."""
    entries = [entry_of(json.loads(json.dumps(one))) for one in asked["check_ins"]]
    return simulate(course_in(asked), entries, day_of(asked["as_of"]))


def describe(outcome: Outcome) -> str:
    """One line about a day, for a person who works out a diary by hand."""
    remarks = " ".join(sorted(outcome.remarks))
    proven = [amount // 10**6 for amount in sorted(outcome.proven)]
    begins, permitted = outcome.begins_with / 10**6, outcome.permitted / 10**6
    day = f"{date.fromordinal(outcome.day)} {outcome.move:<16} {permitted:g} mg (began {begins:g})"
    return f"{day} held {outcome.held} proven {proven} {remarks}"
