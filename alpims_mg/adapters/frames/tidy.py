"""``to_frame``, which makes a frame of a plan, a course, a ledger, an answer, a table, options, a grid or a report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, cast

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import an_instance, short_repr
from alpims_mg.adapters.frames.data_reports import DataReport
from alpims_mg.adapters.frames.readings import SEPARATOR
from alpims_mg.adapters.frames.schema import Added
from alpims_mg.adapters.frames.typed_columns import ColumnKind, Columns, Rows, pandas_frame, polars_frame
from alpims_mg.courses.comparison import Difference
from alpims_mg.courses.diary import Course
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.odds import CourseOdds
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.explanation.grids import DecisionGrid, GridCell
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer, Withhold, plan_or_draft
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.index import rules_by_id
from alpims_mg.rules.tables import Table

Framed = (
    DosePlan
    | Course
    | Ledger
    | Offer
    | Consult
    | Withhold
    | NeedsInformation
    | FormOptions
    | RouteOptions
    | DecisionGrid
    | CourseOdds
    | Difference
    | DataReport
)
"""The types that ``to_frame`` accepts, in addition to tables."""
Backend = Literal["polars", "pandas"]
_BACKENDS: Final[dict[object, Callable[[Columns, Rows], Any]]] = {"polars": polars_frame, "pandas": pandas_frame}
_TEXT, _WHOLE, _NUMBER, _FLAG, _DAY = (
    ColumnKind.TEXT,
    ColumnKind.WHOLE,
    ColumnKind.NUMBER,
    ColumnKind.FLAG,
    ColumnKind.DAY,
)


def to_frame(value: Framed | Table[Any, Any], *, backend: Backend = "polars") -> Any:
    """A frame of polars or pandas. Amounts are in milligrams of elemental magnesium, and dates are dates.

    A plan has a row for each rung, with the amount at each time of day, and a course has the dates too. A ledger has a
    row for each day, an answer one for each finding, options one for each option, and a grid one for each combination.
    A rulebook's table has a row for each key, the odds of a map one for each day and place, and a comparison one for
    each difference. Several words in one cell are separated by semicolons.

    Raises: ``InvalidInputError`` for any other value or backend, and ``ModuleNotFoundError`` if pandas is missing.

    >>> from alpims_mg import Capsule, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> for row in to_frame(plan)["rung", "first_day", "daily_mg"].rows():
    ...     print(row)
    (1, 1, 50.0)
    (2, 8, 100.0)
    (3, 15, 150.0)
    (4, 22, 200.0)
    """
    raise_if_any((an_instance("value", value, Framed | Table, example="titration_schedule(capsule)"),))
    columns, rows = _table(value) if isinstance(value, Table) else _framed(value)
    return _backend(backend)(columns, rows)


def reasons(rulebook: Rulebook = CURRENT, *, backend: Backend = "polars") -> Any:
    """A frame of polars or pandas with a row for each rule of a rulebook, to join with ``binding_rules``.

    The columns are ``rule`` (its id), ``reason`` (in words, in which names in braces stand for numbers of a case),
    ``verdict`` (null if the rule gives none) and ``sources``.

    Raises: ``InvalidInputError`` for a value of another type, and ``ModuleNotFoundError`` if pandas is missing.

    >>> frame = reasons()
    >>> frame.columns
    ['rule', 'reason', 'verdict', 'sources']
    >>> frame.filter(frame["rule"] == "zone.red.capsule.change")["verdict"].item()
    'withhold'
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    rows = (
        (name, rule.reason, _word(_verdict_of(rule.then)), _joined(dict.fromkeys(map(str, rule.cites))))
        for name, rule in rules_by_id(rulebook).items()
    )
    return _backend(backend)(dict.fromkeys(("rule", "reason", "verdict", "sources"), _TEXT), rows)


def _verdict_of(answer: object) -> object:
    """The verdict that a rule gives: its answer itself, or a field of that. None if it gives none."""
    verdict = answer if isinstance(answer, Verdict) else getattr(answer, "verdict", None)
    return verdict if isinstance(verdict, Verdict) else None


def _backend(backend: object) -> Callable[[Columns, Rows], Any]:
    if backend not in _BACKENDS:
        fix = "choose one of these words"
        expected = " or ".join(map(str, _BACKENDS))
        raise InvalidInputError(Fault(path="backend", expected=expected, actual=short_repr(backend), fix=fix))
    return _BACKENDS[backend]


def _framed(value: Framed) -> tuple[Columns, Rows]:
    match value:
        case DosePlan():
            return _RUNG, _plan(value)
        case Course():
            return {**_RUNG, "date": _DAY}, _course(value)
        case Ledger():
            return _LEDGER, _ledger(value)
        case FormOptions() | RouteOptions():
            return _OPTION, map(_option, value)
        case DecisionGrid(rows=rows, columns=columns, cells=cells):
            names = (str(fact).replace("-", "_") for fact in (rows, columns))
            return {**dict.fromkeys(names, _TEXT), **_CELL}, map(_cell, cells)
        case CourseOdds(by_day=by_day):
            chances = ((day, place, float(chance)) for day, odds in enumerate(by_day, 1) for place, chance in odds)
            return {"day": _WHOLE, "place": _TEXT, "chance": _NUMBER}, chances
        case Difference(rows=differences):
            return dict.fromkeys(("what", "first", "second"), _TEXT), (
                (row.what, row.first or None, row.second or None) for row in differences
            )
        case DataReport(problems=problems):
            return _PROBLEM, ((row.column, row.value, row.rows, row.expected, row.fix) for row in problems)
        case _:
            return _FINDING, _decision(value)


_PROBLEM: Final = {"column": _TEXT, "value": _TEXT, "rows": _WHOLE, "expected": _TEXT, "fix": _TEXT}


def _mg(amount: Elemental | None) -> float | None:
    return None if amount is None else amount.nanograms / 10**6


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _joined(words: Any) -> str:
    return SEPARATOR.join(map(str, words))


# --- Plans and courses

_RUNG: Final = {
    "rung": _WHOLE,
    "first_day": _WHOLE,
    "days": _WHOLE,
    "hold_days": _WHOLE,
    "daily_mg": _NUMBER,
    **{f"{at}_mg": _NUMBER for at in TimeOfDay},
    "intakes": _TEXT,
}


def _rung(number: int, hold: int, step: Step, *, first_day: int | None, days: int | None) -> tuple[object, ...]:
    amounts = [
        _mg(Elemental(nanograms=sum(intake.elemental.nanograms for intake in step.intakes if intake.at is at)))
        for at in TimeOfDay
    ]
    return number, first_day, days, hold, _mg(step.daily), *amounts, _joined(step.intakes)


def _plan(plan: DosePlan) -> Iterator[tuple[object, ...]]:
    for number, (step, hold) in enumerate(zip(plan.steps, plan.holds, strict=True), 1):
        yield _rung(number, hold, step, first_day=step.first_day, days=step.days)


def _course(course: Course) -> Iterator[tuple[object, ...]]:
    """Yield a row for each rung. A rung that only a step back can lead to has no first day."""
    planned = {step.daily: step for step in course.plan.steps}
    for number, (rung, hold) in enumerate(zip(course.rungs, course.holds, strict=True), 1):
        step = planned.get(rung.daily)
        if step is None:
            yield *_rung(number, hold, rung, first_day=None, days=None), None
        else:
            first = course.starts + timedelta(days=step.first_day - 1)
            yield *_rung(number, hold, step, first_day=step.first_day, days=step.days), first


# --- Ledgers

_LEDGER: Final = {
    "date": _DAY,
    "zone": _TEXT,
    "reactions": _TEXT,
    "wish": _TEXT,
    "move": _TEXT,
    "rung": _WHOLE,
    "planned_mg": _NUMBER,
    "permitted_mg": _NUMBER,
    "taken_mg": _NUMBER,
    "permitted_total_mg": _NUMBER,
    "taken_total_mg": _NUMBER,
    "rule": _TEXT,
}


def _ledger(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    for entry in ledger.days:
        reactions = None if entry.reactions is None else _joined(sorted(map(str, entry.reactions))) or "none"
        amounts = entry.planned, entry.permitted, entry.taken, entry.permitted_total, entry.taken_total
        words = _word(entry.zone), reactions, _word(entry.wish), str(entry.move)
        yield entry.day, *words, entry.rung, *map(_mg, amounts), entry.rule


# --- Answers

_FINDING: Final = {
    "decision": _TEXT,
    "verdict": _TEXT,
    "rule": _TEXT,
    "about": _TEXT,
    "text": _TEXT,
    "acknowledged": _FLAG,
    "severity": _TEXT,
    "hours_after_medicine": _WHOLE,
    "hours_before_medicine": _WHOLE,
    "sources": _TEXT,
}


def _decision(decision: Decision) -> Iterator[tuple[object, ...]]:
    open_questions = unacknowledged(decision.findings, decision.acknowledged)
    for found in decision.findings:
        apart = found.separation
        hours = (None, None) if apart is None else (apart.medicine_to_magnesium, apart.magnesium_to_medicine)
        agreed = found not in open_questions if found.verdict is Verdict.CONSULT else None
        named = str(decision.answer), str(found.verdict), found.rule, found.about, found.text
        yield *named, agreed, _word(found.severity), *hours, _joined(dict.fromkeys(map(str, found.cites)))


_CELL: Final = {
    str(Added.DECISION): _TEXT,
    "words": _TEXT,
    str(Added.VERDICT): _TEXT,
    str(Added.BINDING): _TEXT,
    str(Added.MISSING): _TEXT,
    str(Added.FIRST): _NUMBER,
    str(Added.LAST): _NUMBER,
    str(Added.RUNGS): _WHOLE,
}
"""The columns of a grid after its two facts. They mean the same as those that ``assess_frame`` adds."""


def _cell(cell: GridCell) -> tuple[object, ...]:
    decision, plan = cell.decision, plan_or_draft(cell.decision)
    steps = plan.steps if isinstance(plan, DosePlan) else ()
    amounts = (_mg(steps[0].daily), _mg(steps[-1].daily), len(steps)) if steps else (None, None, None)
    missing = decision.missing if isinstance(decision, NeedsInformation) else ()
    binding = sorted({found.rule for found in _binding(decision)})
    answer = str(decision.answer), decision.words.cell, str(decision.verdict)
    return cell.row, cell.column, *answer, _joined(binding), _joined(missing), *amounts


def _binding(decision: Decision) -> Iterable[Finding]:
    """The findings that cause the answer."""
    match decision:
        case Withhold(findings=findings):
            return (found for found in findings if found.verdict is Verdict.WITHHOLD)
        case Consult():
            return decision.asks()
        case _:
            return ()


# --- Options

_OPTION: Final = {
    "rank": _WHOLE,
    "name": _TEXT,
    "decision": _TEXT,
    "reasons_for": _WHOLE,
    "reasons_against": _WHOLE,
    "blocked_by": _TEXT,
    "missing_facts": _TEXT,
    "elemental_mg": _NUMBER,
    "divides_into": _WHOLE,
}


def _option(option: FormOption | RouteOption) -> tuple[object, ...]:
    product = option.product
    size = (_mg(product.elemental), product.divides_into) if isinstance(product, Capsule) else (None, None)
    blocked = _joined(dict.fromkeys(found.rule for found in option.blocking))
    reasons = len(option.reasons_for), len(option.against)
    return option.rank, option.name, str(option.answer), *reasons, blocked, _joined(option.missing), *size


# --- Tables of a rulebook

_REASONS: Final = {"because": _TEXT, "sources": _TEXT, "rule": _TEXT}


def _table(table: Table[Any, Any]) -> tuple[Columns, Rows]:
    """A row for each key: the key, the answer with a column for each of its fields, the reason, sources and rule id."""
    keys = [name or _key_name(describe(table.key).replace(" ", "_")) for name in table.columns]
    rules = [(key, rule) for key, rule in table]
    parts = [dict(_parts(rule.then)) for _, rule in rules]
    answers: dict[str, ColumnKind] = {}
    for name in dict.fromkeys(name for part in parts for name in part):
        types = {type(part[name]) for part in parts if part.get(name) is not None}
        answers[name] = next((kind for kind, of_kind in _KINDS.items() if types and types <= of_kind), _TEXT)
    rows = (
        (
            *_key_words(key, tuple(table.columns)),
            *(_cell_of(part.get(name), kind) for name, kind in answers.items()),
            rule.reason,
            _joined(dict.fromkeys(map(str, rule.cites))),
            rule.id,
        )
        for (key, rule), part in zip(rules, parts, strict=True)
    )
    return {**dict.fromkeys(keys, _TEXT), **answers, **_REASONS}, rows


def _key_name(kind: str) -> str:
    """The column for a key that is one word: the kind of the word, such as "form"."""
    return f"{kind}_key" if kind in {"answer", *_REASONS} else kind


def _key_words(key: object, columns: tuple[str, ...]) -> tuple[str, ...]:
    return (str(key),) if columns == ("",) else tuple(str(getattr(key, name)) for name in columns)


def _parts(answer: object) -> Iterator[tuple[str, object]]:
    """Yield the name and value of each column of an answer: the answer itself, or each of its fields.

    An amount has a column whose name ends in ``_mg``.
    """
    kind = cast("type[attrs.AttrsInstance]", type(answer))
    names: Sequence[str] = getattr(answer, "_fields", ())
    if attrs.has(kind) and not isinstance(answer, Elemental):
        names = [field.name for field in attrs.fields(kind)]
    named = [(f"answer_{name}", getattr(answer, name)) for name in names] or [("answer", answer)]
    yield from ((f"{name}_mg" if isinstance(part, Elemental) else name, part) for name, part in named)


_KINDS: Final[dict[ColumnKind, set[type[object]]]] = {
    _FLAG: {bool},
    _WHOLE: {int},
    _NUMBER: {int, Decimal, Fraction, Elemental},
}
"""The Python types that a column of each kind may hold. Any other value is shown in words."""


def _cell_of(value: Any, kind: ColumnKind) -> object:
    if value is None or kind in (_FLAG, _WHOLE):
        return value
    if kind is _NUMBER:
        return _mg(value) if isinstance(value, Elemental) else float(value)
    return (
        _joined(map(describe, cast("tuple[object, ...]", value))) or "none" if type(value) is tuple else describe(value)
    )
