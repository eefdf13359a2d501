"""Strategies for the rows with which a clinic makes a rulebook stricter."""

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.quantities import Elemental
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rules.index import AnyRule, AnyTable, tables
from alpims_mg.rules.strictness import Stricter, verdict_of

__all__ = ["number_tightenings", "tightenings"]


@st.composite
def number_tightenings(draw: st.DrawFn, *, most_rows: int = 4) -> tuple[AnyRule, ...]:
    """A strategy for tuples of rows for ``tighten`` that make numbers of ``CURRENT`` stricter, within their limits."""
    numbers = [(table, rule) for _, table in tables(CURRENT) for rule in table.rules if rule.stricter]
    chosen = draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=most_rows, unique_by=lambda pair: pair[1].id))
    rows: dict[AnyRule, AnyRule] = {}
    # A rule that limits another one comes first, because its new number is the limit.
    for table, rule in sorted(chosen, key=lambda pair: pair[1].not_past is not None):
        limit = None if rule.not_past is None else table[rule.not_past]
        rows[rule] = _own(table, rule, draw(_numbers(rule, limit and rows.get(limit, limit))))
    return tuple(rows.values())


@st.composite
def tightenings(draw: st.DrawFn, *, most_rows: int = 4) -> tuple[AnyRule, ...]:
    """A strategy for tuples of rows for ``tighten`` that make numbers and verdicts of ``CURRENT`` stricter."""
    milder = [(table, rule) for _, table in tables(CURRENT) for rule in table.rules if _stricter_verdicts(rule)]
    rules = draw(st.lists(st.sampled_from(milder), max_size=most_rows, unique_by=lambda pair: pair[1].id))
    numbers = draw(st.just(()) | number_tightenings(most_rows=most_rows))
    verdicts = [
        _own(table, rule, _with_verdict(rule.then, draw(st.sampled_from(_stricter_verdicts(rule)))))
        for table, rule in rules
    ]
    return (*numbers, *verdicts)


def _own(table: AnyTable, rule: AnyRule, then: object) -> AnyRule:
    """A clinic's row with the answer ``then`` for all keys of a rule. It names every column, to fit one table only."""
    pattern = {name: frozenset(members) for name, members in table.columns.items()} | dict(rule.when)
    clinic = Source(title="our clinic", kind=SourceKind.CONVENTION)
    cites = (Citation(source=clinic, place="policy", claim="We are stricter."),)
    return attrs.evolve(
        rule,
        id=f"{rule.id}.our-clinic",
        when=tuple(pattern.items()),
        then=then,
        because="our clinic is stricter",
        cites=cites,
    )


def _numbers(rule: AnyRule, limit: AnyRule | None) -> SearchStrategy[Any]:
    """A strategy for any number between the number of ``rule`` and the number of ``limit``.

    Without ``limit``, the far end is 0 if lower is stricter, and otherwise four times the number of ``rule``.
    """
    present = _whole(rule.then)
    last = _whole(limit.then) if limit else 0 if rule.stricter is Stricter.LOWER else 4 * present
    wholes = st.integers(*sorted((present, last)))
    if isinstance(rule.then, int):
        return wholes
    milligrams = st.integers(*(-(-end // 10**6) for end in sorted((present, last))))
    return milligrams.map(Elemental.mg) | wholes.map(lambda nanograms: Elemental(nanograms=nanograms))


def _whole(number: object) -> int:
    return number.nanograms if isinstance(number, Elemental) else int(str(number))


def _stricter_verdicts(rule: AnyRule) -> list[Verdict]:
    """A list of the verdicts stricter than the rule's verdict. It is empty if the rule has no verdict."""
    present = verdict_of(rule.then)
    return [verdict for verdict in Verdict if present and verdict.severity > present.severity]


def _with_verdict(answer: Any, verdict: Verdict) -> Any:
    return verdict if isinstance(answer, Verdict) else attrs.evolve(answer, verdict=verdict)
