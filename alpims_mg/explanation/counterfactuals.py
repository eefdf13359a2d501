"""Changes that would lead to another answer."""

from collections.abc import Iterable, Iterator
from typing import final

import attrs

from alpims_mg._internal.rendering import Block, Listing, Page, Renderable
from alpims_mg._internal.validation import a_member, a_text, an_instance, check_instances
from alpims_mg.errors import raise_if_any
from alpims_mg.model.decisions import Decision, Offer
from alpims_mg.model.findings import Finding
from alpims_mg.model.proposals import Case
from alpims_mg.model.vocabulary import Audience
from alpims_mg.rulebook.changes import Changeable, Means

_MOST_LINES = 12
"""On a page, for one answer; ``counterfactuals`` holds them all."""


@final
@attrs.frozen(kw_only=True)
class Change:
    """One thing that becomes otherwise: what, by which means and how, to which value, and the row that says so."""

    what: Changeable
    means: Means
    how: str
    to: str
    reason: Finding

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("what", self.what, Changeable),
                a_member("means", self.means, Means),
                a_text("how", self.how, example="ask again on a day in another zone"),
                a_text("to", self.to, example="green", most=5000),
                an_instance("reason", self.reason, Finding, example="Finding(...)"),
            )
        )


@final
@attrs.frozen(kw_only=True)
class Counterfactual(Renderable):
    """Changes that lead together to a more permissive answer, none of them needless.

    ``case`` is what would be asked then, and ``decision`` the answer that ``assess`` gives to it.
    """

    changes: tuple[Change, ...]
    case: Case
    decision: Decision

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *check_instances("changes", self.changes, Change),
                an_instance("case", self.case, Case, example="Case(...)"),
                an_instance("decision", self.decision, Decision, example="Withhold(...)"),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """The changes in words, then the answer that they lead to."""
        changes = _box_in_words(tuple((change,) for change in self.changes), audience)
        return Page(title=f"{changes}: then the answer is {self.decision.answer}")


@final
@attrs.frozen(kw_only=True)
class Counterfactuals(Renderable):
    """Every smallest way from an answer to more permissive ones, the fewest changes first.

    A way belongs here when no part of its changes leads to an answer that permits as much.
    """

    decision: Decision
    counterfactuals: tuple[Counterfactual, ...]

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("decision", self.decision, Decision, example="Withhold(...)"),
                *check_instances("ways", self.counterfactuals, Counterfactual),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """One line for each way; ways that differ only in values that serve equally well share a line."""
        blocks: list[Block] = []
        for answer in sorted(
            {counterfactual.decision.answer for counterfactual in self.counterfactuals}, key=lambda one: one.permission
        ):
            alike = [
                counterfactual for counterfactual in self.counterfactuals if counterfactual.decision.answer is answer
            ]
            lines = tuple(_box_in_words(box, audience) for box in _boxes(alike))
            more = (f"and {len(lines) - _MOST_LINES} more",) if len(lines) > _MOST_LINES else ()
            blocks.append(Listing(title=f"For the answer {answer}", items=(*lines[:_MOST_LINES], *more)))
        none = "This is an offer already." if isinstance(self.decision, Offer) else "Nothing that these rules know of."
        title = f"What would change the answer {self.decision.answer}"
        return Page(
            title=title, blocks=(*(blocks or (none,)), f"Edition {self.decision.edition}. {self.decision.disclaimer}")
        )


_Box = tuple[tuple[Change, ...], ...]
"""For each thing that changes, the values of it that serve equally well with all values of the others."""


def _boxes(counterfactuals: Iterable[Counterfactual]) -> Iterator[_Box]:
    """Ways that change the same things, gathered so that each stands in one box."""
    by_things: dict[tuple[Changeable, ...], list[_Box]] = {}
    for counterfactual in counterfactuals:
        things = tuple(change.what for change in counterfactual.changes)
        by_things.setdefault(things, []).append(tuple((change,) for change in counterfactual.changes))
    for things, boxes in by_things.items():
        for place in range(len(things)):
            boxes = _merge_at(boxes, place)  # noqa: PLW2901 -- each place gathers what the one before left
        yield from boxes


def _merge_at(boxes: list[_Box], place: int) -> list[_Box]:
    """Boxes that differ at one place only, as one."""
    alike: dict[_Box, tuple[Change, ...]] = {}
    for box in boxes:
        rest = (*box[:place], *box[place + 1 :])
        alike[rest] = (*alike.get(rest, ()), *box[place])
    return [(*rest[:place], values, *rest[place:]) for rest, values in alike.items()]


def _box_in_words(box: _Box, audience: Audience) -> str:
    return "; and ".join(_change_in_words(changes, audience) for changes in box)


def _change_in_words(changes: tuple[Change, ...], audience: Audience) -> str:
    first = changes[0]
    values = " or ".join(change.to for change in changes)
    told = f"{first.how} {values}" if first.means is Means.FIND_OUT else f"{first.how}: {values}"
    if audience is Audience.PATIENT:
        return first.how if first.what is Changeable.CLINICIAN else told
    return f"{told} ({first.reason.rule}; {first.reason.places()})"
