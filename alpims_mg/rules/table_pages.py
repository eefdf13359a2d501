"""The pages of a decision table: what it says, and everything about it."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from alpims_mg._internal.rendering import Cell, Details, Grid, Marked, Page, describe, sentence
from alpims_mg._internal.templates import fill
from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import places
from alpims_mg.rules.patterns import pattern_words
from alpims_mg.rules.rows import Rule
from alpims_mg.rules.strictness import direction_words

Columns = dict[str, tuple[Enum, ...]]
Rules = tuple[Rule[Any], ...]


def brief_page(title: str, key: type[Any], columns: Columns, rules: Rules) -> Page:
    """A page with the keys, answer and reason of each rule. Its id and sources are details."""
    rows = tuple(
        (*pattern_words(rule.when, columns), _answer_cell(rule.then), sentence(fill(rule.reason))) for rule in rules
    )
    caption = f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}"
    sources = tuple((rule.id, places(rule.cites)) for rule in rules)
    details = Details("Rule ids and sources", (Grid("In the order of the rows", ("rule", "says"), sources),))
    return Page(title, (Grid(caption, (*_names(key, columns), "answer", "because"), rows), details))


def full_page(title: str, name: str, key: type[Any], columns: Columns, rules: Rules) -> Page:
    """A page with everything about each rule: its keys, answer, reason, sources and id. ``name`` is the table's."""
    header, *rows = rows_of(key, columns, rules)
    place = len(columns)
    marked = tuple(
        (*row[:place], _answer_cell(rule.then), *row[place + 1 :]) for row, rule in zip(rows, rules, strict=True)
    )
    return Page(title, (Grid(f"Rows of {name}", header, marked),))


def rows_of(key: type[Any], columns: Columns, rules: Rules) -> Iterator[tuple[str, ...]]:
    """Yield the cells of a table as text: first a header, then each rule with everything about it."""
    directed = any(rule.stricter for rule in rules)
    yield (*_names(key, columns), "answer", *(("stricter",) if directed else ()), "because", "says", "rule")
    for rule in rules:
        direction = (direction_words(rule.stricter, rule.not_past),) if directed else ()
        cells = pattern_words(rule.when, columns)
        yield (*cells, describe(rule.then), *direction, rule.reason, places(rule.cites), rule.id)


def _names(key: type[Any], columns: Columns) -> Iterator[str]:
    return (name.replace("_", " ") or describe(key) for name in columns)


def _answer_cell(answer: object) -> Cell:
    verdict = answer if isinstance(answer, Verdict) else getattr(answer, "verdict", None)
    words = describe(answer)
    return Marked(verdict.tone, words) if isinstance(verdict, Verdict) else words
