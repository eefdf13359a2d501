"""What a register is told: the strictest word over all facts of a row, who said it, and what is lacking.

A row gathers the signals of its facts in the bits of one number; how its answer came about is read from the last of
them.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, final

import attrs
import numpy as np
import polars as pl

from alpims_mg.adapters.frames.coding import Array, Batch, Coded, Codes, each
from alpims_mg.adapters.frames.factors import TOPICAL, Dose, Factors
from alpims_mg.adapters.frames.facts import Facts, Kidneys
from alpims_mg.adapters.frames.readings import ABSENT, SEPARATOR, Unread
from alpims_mg.adapters.frames.schema import PATHS, Added, Plan
from alpims_mg.adapters.frames.signals import ANSWERS, LACKS, SIGNALS, Signal, Way, verdict_of, way_of, worst_of
from alpims_mg.adapters.frames.states import SIZES, UNREADABLE, UNSTATED, Digit, coded
from alpims_mg.adapters.frames.tables import Combinations, Figures, Grouped, Table
from alpims_mg.adapters.frames.voices import Asked, Signals, Voice, status_of
from alpims_mg.model.findings import Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Intent, Tolerance, Word, Zone


@final
class Ends(Coded[int]):
    """The signals that decide how an answer comes about."""

    def __init__(self, signals: Signals) -> None:
        super().__init__(*range(SIGNALS))
        self._signals = signals

    def of(self, batch: Batch) -> Codes:
        """Those signals of some rows."""
        ends = batch.codes(self._signals) & (SIGNALS - 1)
        return ends.astype(np.int32) if isinstance(ends, np.ndarray) else ends


@final
class Missing(Coded[str]):
    """The paths of what is lacking, where that is how the answer came about."""

    def __init__(self, signals: Signals, way: Coded[Way]) -> None:
        super().__init__("")
        self._signals = signals
        self._named = Figures(way, lambda way: _NAMED.get(way, 0))

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        lacks = np.asarray(batch.codes(self._signals) & self._named.of(batch))
        codes = np.zeros(batch.rows, np.int32)
        some = np.broadcast_to(lacks != 0, codes.shape)
        if some.any():
            codes[some] = each(np.broadcast_to(lacks, codes.shape)[some], lambda one: self.code(_paths(one)))
        return codes


_PROPOSAL: Final = ("intent", "product", "form", "elemental_mg", "divides_into")
_NAMED: Final = {
    Way.LACKING: sum(bit for name, bit in LACKS.items() if name not in _PROPOSAL),
    Way.UNREADABLE: sum(LACKS[name] for name in _PROPOSAL),
}


def _paths(lacks: int) -> str:
    return SEPARATOR.join(PATHS[name] for name, bit in LACKS.items() if lacks & bit)


@final
class States(Coded[Any]):
    """The codes of the states that rows are in, each digit of which is gathered by itself."""

    def __init__(self, asked: Asked, ends: Coded[int], way: Coded[Way]) -> None:
        super().__init__()
        facts, said = asked.facts, asked.voices
        told: dict[Digit, tuple[Callable[..., int], *tuple[Coded[Any], ...]]] = {
            Digit.STRANGE: (_is_strange, ends),
            Digit.ANSWERED: (_is_answered, ends),
            Digit.ROUTE: (_is_topical, asked.what),
            Digit.INTENT: (partial(_place, Intent), facts.intent),
            Digit.TOLERANCE: (partial(_place, Tolerance), asked.tolerance),
            Digit.ZONE: (partial(_place, Zone), facts.zone),
            Digit.AGE: (_spoken, said["age"], Grouped(status_of, facts.age)),
            Digit.KIDNEY: (_spoken, said["kidney"], Grouped(_untold, facts.kidneys)),
            Digit.CONDITIONS: (_spoken, said["conditions"], Grouped(status_of, facts.conditions)),
            Digit.MEDICINES: (_spoken, said["medicines"], Grouped(status_of, facts.medicines)),
            Digit.LABEL: (_strictest, said["label"]),
            Digit.AMOUNT: (_strictest, said["dose"], said["levels"], said["uncounted"]),
            Digit.TOLD: (_unstated, facts.dose, said["levels"]),
        }
        self._digits = {digit: Figures(Table(of, *inputs), int) for digit, (of, *inputs) in told.items()}
        self._unreadable = Figures(way, lambda way: way is Way.UNREADABLE)

    def of(self, batch: Batch) -> Codes:
        """The codes of the states of some rows."""
        code: Any = 0
        for digit, size in SIZES.items():
            code = code * size + self._digits[digit].of(batch)
        return np.where(self._unreadable.of(batch), coded(UNREADABLE), code)


def _is_strange(end: int) -> int:
    return int(end & Signal.STRANGE > 0)


def _is_answered(end: int) -> int:
    """Whether something asked for a clinician, and all of it was acknowledged."""
    return int(way_of(end) is Way.OFFERED and worst_of(end) is Verdict.CONSULT)


def _is_topical(what: Any) -> int:
    return int(what is TOPICAL)


def _unstated(dose: Dose | Unread, levels: Voice) -> int:
    """Whether the present amount is stated where it is needed."""
    return 1 + levels.says.anyhow if isinstance(dose, Dose) and dose.unstated else 0


def _place(kind: type[Word], value: Any) -> int:
    """The place of a word among its kind, which one that is not stated comes after."""
    return len(kind) if isinstance(value, Unread) else tuple(kind).index(value)


def _spoken(voice: Voice, status: Unread | None) -> int:
    return UNSTATED if status else voice.says.severity


def _strictest(*voices: Voice) -> int:
    return max(voice.says.severity for voice in voices)


def _untold(kidneys: Kidneys) -> Unread | None:
    return ABSENT if kidneys.told.function is None and kidneys.told.band is None else None


@final
class Output:
    """A column that is added: what is gathered for each row, and what stands for each value of it."""

    def __init__(self, node: Coded[Any], dtype: Any, entry: Callable[[Any], Any] | None = None) -> None:
        self.node = node
        self.dtype = dtype
        self.kind: Any = np.uint32 if entry else np.int64
        """The kind of number that is gathered."""
        self._entry = entry
        self._entries = pl.Series([], dtype=dtype)

    def series(self, codes: Array) -> pl.Series:
        """The column of these codes."""
        if self._entry is None:
            return pl.Series(codes, dtype=self.dtype)
        entries = self._entries
        if new := self.node.values[len(entries) :]:
            more = pl.Series([self._entry(value) for value in new], dtype=self.dtype)
            self._entries = entries = pl.concat([entries, more], rechunk=True)
        return entries[pl.Series(codes)]


def outputs(asked: Asked) -> Mapping[Added, Output]:
    """What can be added."""
    ends = Ends(asked.signals)
    way = Grouped(way_of, ends)
    plan = Table(_dose, way, asked.facts.dose)
    limit_check: Coded[frozenset[str]] = Coded(frozenset())
    for voice in asked.voices.values():
        limit_check = Table(_both, limit_check, Table(Voice.binding, voice, way))
    return {
        Added.DECISION: Output(Grouped(lambda end: str(ANSWERS[way_of(end)]), ends), pl.String, _itself),
        Added.VERDICT: Output(Grouped(verdict_of, ends), pl.String, _itself),
        Added.BINDING: Output(limit_check, pl.String, lambda rules: SEPARATOR.join(sorted(rules))),
        Added.MISSING: Output(Missing(asked.signals, way), pl.String, _itself),
        Added.FIRST: Output(plan, pl.Float64, lambda dose: dose and _mg(dose.first)),
        Added.LAST: Output(plan, pl.Float64, lambda dose: dose and _mg(dose.last)),
        Added.RUNGS: Output(plan, pl.Int16, lambda dose: dose and dose.rungs),
        Added.STATE: Output(States(asked, ends, way), pl.Int64),
    }


def _both(rules: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    return rules | more


def _itself(value: Any) -> Any:
    return value


def _dose(way: Way, dose: Dose | Unread) -> Dose | None:
    """What there is of a plan, where the answer holds one."""
    return dose if way in (Way.OFFERED, Way.CONSULTED) and isinstance(dose, Dose) else None


def _mg(amount: Elemental | None) -> float | None:
    return amount and amount.nanograms / 10**6


@final
@attrs.frozen
class _Learned:
    """What was learned of a register so far."""

    facts: Facts
    outputs: Mapping[str, Output]
    combined: Combinations


@final
class Answers:
    """Answers the rows of registers of one layout, by one rulebook: a function of columns for polars."""

    def __init__(self, plan: Plan, schema: Mapping[str, Any], factors: Factors) -> None:
        self._begun = partial(_nothing_learned, plan, schema, factors)
        self._learned = self._begun()
        columns = self._learned.facts.columns or {"rows": pl.first().is_null()}
        self.cells = [cells.alias(name) for name, cells in columns.items()]
        """The expressions of the columns that it is a function of."""
        self.dtype = pl.Struct({name: one.dtype for name, one in self._learned.outputs.items()})

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """The added columns of some rows, as one column of structs: what polars calls, on threads of its own."""
        return self._part(columns).to_struct()

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The added columns of all rows of a frame, on as many threads as polars has.

        Not for a thread of polars: were each of those to wait for others, none would be left for what they ask of it.
        """
        columns, rows, threads = frame.select(self.cells).get_columns(), frame.height, pl.thread_pool_size()
        size = max(_MANY, -(-rows // threads))
        parts = [[column[first : first + size] for column in columns] for first in range(0, max(rows, 1), size)]
        if len(parts) == 1:
            return self._part(parts[0])
        with ThreadPoolExecutor(threads) as pool:
            return pl.concat(pool.map(self._part, parts), rechunk=False)

    def _part(self, columns: Sequence[pl.Series]) -> pl.DataFrame:
        """The added columns of some rows, so many at a time that what is worked out stays near the processor."""
        if any(cell.met > _MOST_MET for cell in self._learned.facts.cells):
            self._learned = self._begun()
        learned, rows = self._learned, len(columns[0])
        codes = {name: np.empty(rows, one.kind) for name, one in learned.outputs.items()}
        for first in range(0, rows, _AT_ONCE):
            some = [column.slice(first, _AT_ONCE) for column in columns]
            batch = Batch(dict(zip(learned.facts.columns, some, strict=False)), len(some[0]))
            for name, told in zip(codes, learned.combined.of(batch), strict=True):
                codes[name][first : first + batch.rows] = told
        return pl.DataFrame({name: one.series(codes[name]) for name, one in learned.outputs.items()})


def _nothing_learned(plan: Plan, schema: Mapping[str, Any], factors: Factors) -> _Learned:
    facts = Facts(plan, schema, factors)
    can = outputs(Asked(facts, factors))
    told = {name: can[one] for one, name in plan.added.items()}
    return _Learned(facts, told, Combinations(facts.cells, [one.node for one in told.values()]))


_MOST_MET: Final = 2**18
_MANY: Final = 2**18
_AT_ONCE: Final = 2**18
