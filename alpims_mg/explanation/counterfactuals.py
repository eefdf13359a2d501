"""Defines the result types of ``what_would_change``: changes of a case, and the answers that they lead to.

``edits`` lists single changes. ``search`` combines these into sets.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final, final

import attrs

from alpims_mg._internal.messages import ANY_RULE, as_it_is, filled_text, rule_text, say, word
from alpims_mg._internal.rendering import Block, Details, Displayed, Foot, Listing, Page, Renderable, heading, sentence
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, an_instance, check_instances
from alpims_mg.errors import raise_if_any
from alpims_mg.model.answer_blocks import answer_text
from alpims_mg.model.decisions import Decision, Offer
from alpims_mg.model.findings import Finding
from alpims_mg.model.proposals import Case
from alpims_mg.model.vocabulary import Audience
from alpims_mg.rulebook.changes import Changeable, Means

_MOST_LINES = 12
"""A page shows at most this many lines for each answer that changes can lead to, and counts the lines that it omits."""


@final
@attrs.frozen(kw_only=True)
class Change(Displayed):
    """One change of a case.

    ``what`` is the kind of thing that changes, such as the zone. ``to`` is its new value in words. ``means`` is the
    kind of step that brings the change about, such as to wait. ``how`` is that step in words. ``reason`` is a finding
    from the rule that allows the change.
    """

    what: Changeable
    means: Means
    how: str
    to: str
    reason: Finding

    __repr__ = one_line_repr

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
    """A set of changes that leads to a more permissive answer. Every change in the set is necessary.

    ``case`` is the case after the changes. ``decision`` is the answer of ``assess`` to that case.
    """

    changes: tuple[Change, ...]
    case: Case
    decision: Decision

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *check_instances("changes", self.changes, Change),
                an_instance("case", self.case, Case, example="Case(...)"),
                an_instance("decision", self.decision, Decision, example="Withhold(...)"),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """A page with the changes in words, and the answer that they lead to.

        For a clinician, rule ids and sources are details. A patient's page has none.
        """
        merged = tuple((change,) for change in self.changes)
        changes = _changes_in_words(merged, Audience.PATIENT)
        sources = sentence(_changes_in_words(merged, audience))
        details = (Details(_SOURCES, (sources,)),) if audience is Audience.CLINICIAN else ()
        title = say(
            "view.changes",
            '{changes}: then the answer is "{answer}"',
            changes=heading(changes),
            answer=answer_text(self.decision.words.headline),
        )
        return Page(title, details)


@final
@attrs.frozen(kw_only=True)
class Counterfactuals(Renderable):
    """Every smallest set of changes that leads to a more permissive answer than ``decision``.

    A set is smallest if none of its changes can be left out. Sets with fewer changes come first.
    """

    decision: Decision
    counterfactuals: tuple[Counterfactual, ...]

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("decision", self.decision, Decision, example="Withhold(...)"),
                *check_instances("counterfactuals", self.counterfactuals, Counterfactual),
            )
        )

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """A page with one line for each set of changes. Sets that differ only in one value share a line.

        For a clinician, rule ids, sources and the edition are details. A patient's page has none.
        """
        blocks: list[Block] = [*self._listings(Audience.PATIENT)]
        if not blocks:
            is_offer = isinstance(self.decision, Offer)
            yes = say("view.changes", "The answer is already yes.")
            blocks.append(yes if is_offer else say("view.changes", "These rules know of no such change."))
        blocks.append(Foot(rule_text(ANY_RULE, self.decision.disclaimer)))
        if audience is Audience.CLINICIAN:
            edition = f"Edition {self.decision.edition}."
            blocks.append(Details(_SOURCES, (*self._listings(audience), edition)))
        answer = answer_text(self.decision.words.headline)
        return Page(say("view.changes", 'What would change the answer "{answer}"', answer=answer), tuple(blocks))

    def _listings(self, audience: Audience) -> Iterator[Listing]:
        """Yield the sets of changes as a list for each answer that they lead to, the most permissive answer last."""
        by_answer: dict[tuple[int, str], list[Counterfactual]] = {}
        for counterfactual in self.counterfactuals:
            decision = counterfactual.decision
            by_answer.setdefault((decision.answer.permission, decision.words.headline), []).append(counterfactual)
        for (_, headline), counterfactuals in sorted(by_answer.items(), key=lambda item: item[0]):
            lines = tuple(sentence(_changes_in_words(merged, audience)) for merged in _merged(counterfactuals))
            omitted = len(lines) - _MOST_LINES
            more = (say("view.changes", "And {number} more.", number=omitted),) if omitted > 0 else ()
            yield Listing(
                say("view.changes", 'To reach "{answer}"', answer=answer_text(headline)), (*lines[:_MOST_LINES], *more)
            )


_MergedChanges = tuple[tuple[Change, ...], ...]
"""Several sets of changes in one value. Each item is for one thing that changes, and holds a change for each new value.

To get the sets back, take one change from each item in every combination.
"""


def _merged(counterfactuals: Iterable[Counterfactual]) -> Iterator[_MergedChanges]:
    """Yields the sets of changes. Sets of the same steps that differ in only one value become one item."""
    by_things: dict[tuple[tuple[Changeable, str], ...], list[_MergedChanges]] = {}
    for counterfactual in counterfactuals:
        things = tuple((change.what, change.how) for change in counterfactual.changes)
        by_things.setdefault(things, []).append(tuple((change,) for change in counterfactual.changes))
    for things, merged in by_things.items():
        for index in range(len(things)):
            merged = _merge_at(merged, index)  # noqa: PLW2901 -- each round merges what the last one left
        yield from merged


def _merge_at(change_sets: list[_MergedChanges], index: int) -> list[_MergedChanges]:
    """Merge the items of ``change_sets`` that differ only at ``index``, which counts the things that change.

    The merged item has all their changes at that index.
    """
    by_rest: dict[_MergedChanges, tuple[Change, ...]] = {}
    for changes in change_sets:
        rest = (*changes[:index], *changes[index + 1 :])
        by_rest[rest] = (*by_rest.get(rest, ()), *changes[index])
    return [(*rest[:index], values, *rest[index:]) for rest, values in by_rest.items()]


def _changes_in_words(merged: _MergedChanges, audience: Audience) -> str:
    words = tuple(_change_in_words(values, audience) for values in merged)
    return reduce(_and_more, words) if words else ""


def _and_more(words: str, more: str) -> str:
    return say("view.changes", "{first}; and {more}", first=words, more=more)


def _or_more(words: str, more: str) -> str:
    return say("view.changes", "{first} or {more}", first=words, more=more)


def _change_in_words(values: tuple[Change, ...], audience: Audience) -> str:
    """A text for changes of one thing to several possible values: what to do, and the values.

    For a clinician, the text also has the rule and its sources, and the new values as in JSON. A patient reads neither.
    """
    change = values[0]
    if audience is Audience.PATIENT:
        return _what_to_do(values, [_value_in_words(value) for value in values])
    words = _what_to_do(values, [value.to for value in values])
    return f"{words} ({change.reason.rule}; {change.reason.places()})"


_CHANGES: Final = ("change.",)
"""How the ids of the rules begin that say what to do."""
_SOURCES: Final = say("view.why", "Rule ids and sources")
_SAID_BY_THE_STEP: Final = frozenset({Changeable.CLINICIAN, Changeable.INTENT, Changeable.TOLERANCE})
"""The things whose new value is clear from what to do."""
_PHRASES: Final = frozenset({Changeable.STRENGTH, Changeable.DIVISION, Changeable.LABEL})
"""The things whose new value is a phrase, such as "whole ones only"."""
_WORDS_WITH_HYPHENS: Final = frozenset(
    {Changeable.STRENGTH, Changeable.ADDITIVES, Changeable.DOSAGE_FORM, Changeable.CONDITION}
)
"""The things whose new value is a word with hyphens, such as "hard-capsule"."""


def _value_in_words(change: Change) -> str:
    """The new value for a patient. Empty if what to do says it already."""
    if change.what in _SAID_BY_THE_STEP or (change.what is Changeable.CONDITION and change.to in change.how):
        return ""
    if change.what in (Changeable.ZONE, Changeable.ZONE_TODAY):
        return word("zone-name", change.to.capitalize())
    value = change.to.replace("-", " ") if change.what in _WORDS_WITH_HYPHENS else change.to
    return filled_text(("view.changes",), value) if change.what in _PHRASES else as_it_is(value)


def _what_to_do(values: tuple[Change, ...], shown: list[str]) -> str:
    """What to do to change one thing, and the possible new values as ``shown``."""
    change, alternatives = values[0], tuple(filter(None, shown))
    how = filled_text(_CHANGES, change.how)
    if not alternatives:
        return how
    named = reduce(_or_more, alternatives)
    if change.means is Means.FIND_OUT:
        return say("", "{how} {values}", how=how, values=named)
    return say("", "{how}: {values}", how=how, values=named)
