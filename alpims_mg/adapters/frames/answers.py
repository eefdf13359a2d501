"""What a register is told: the strictest word over all facts of a row, who said it, and what is lacking.

No rule stands here. What a fact says was asked of the scalar functions by ``factors``. A row gathers the signals of
its facts in the bits of one number; how its answer came about is read from the last of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, final

import attrs
import numpy as np
import polars as pl

from alpims_mg.adapters.frames.factors import (
    AGE,
    CEILINGS,
    CONDITIONS,
    DOSE,
    HEAD,
    KIDNEY,
    LABEL,
    MEDICINES,
    PRODUCTS,
    SILENT,
    TOPICAL,
    Asks,
    Dose,
    Factors,
    KidneyTold,
    Says,
    family,
    plain_capsule,
)
from alpims_mg.adapters.frames.facts import Facts, Kidneys, known
from alpims_mg.adapters.frames.readings import ABSENT, SEPARATOR, STRANGE, Taken, Unread
from alpims_mg.adapters.frames.schema import PATHS, Added, Plan
from alpims_mg.adapters.frames.states import SIZES, UNREADABLE, UNSTATED, Digit, coded
from alpims_mg.adapters.frames.tables import Array, Batch, Coded, Codes, Combinations, Grouped, Table, each, gathered
from alpims_mg.findings import Verdict
from alpims_mg.products import Capsule, Product, Topical
from alpims_mg.quantities import Elemental
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.consults import Fact
from alpims_mg.situations import Situation
from alpims_mg.vocabulary import Additive, Answer, Form, Intent, Tolerance, Word, Zone

_NEEDED: Final = {
    "zone": Fact.ZONE,
    "age_years": Fact.AGE,
    "kidney": Fact.KIDNEY,
    "conditions": Fact.CONDITIONS,
    "medicines": Fact.MEDICINES,
    "current_daily_mg": Fact.PRESENT_AMOUNT,
}
_VERDICTS: Final = tuple(Verdict)

# The signals of a row: the severity of the strictest finding, as one bit for each that it reaches; then the others.
_SEVERITIES = len(_VERDICTS) - 1
_ANYHOW, _NEEDS, _STRANGE, _WAITS, _UNREADABLE = (1 << _SEVERITIES + bit for bit in range(5))
_SIGNALS: Final = _UNREADABLE << 1
_LACKS: Final = {path: _SIGNALS << bit for bit, path in enumerate(PATHS)}
"""Above the signals one bit for each column that is named where it is lacking."""


@final
class Way(Word):
    """How an answer came about."""

    OFFERED = "offered"
    CONSULTED = "consulted"
    WITHHELD = "withheld"
    SUPPOSED = "supposed"
    """Something needed is not stated, and something would withhold whatever it is."""
    LACKING = "lacking"
    UNREADABLE = "unreadable"


_ANSWERS: Final = {
    Way.OFFERED: Answer.OFFER,
    Way.CONSULTED: Answer.CONSULT,
    Way.WITHHELD: Answer.WITHHOLD,
    Way.SUPPOSED: Answer.WITHHOLD,
    Way.LACKING: Answer.NEEDS_INFORMATION,
    Way.UNREADABLE: Answer.NEEDS_INFORMATION,
}


def _way(signals: int) -> Way:
    if signals & _UNREADABLE:
        return Way.UNREADABLE
    if _worst(signals) is Verdict.WITHHOLD:
        return Way.WITHHELD
    if signals & (_NEEDS | _STRANGE):
        return Way.SUPPOSED if signals & _NEEDS and signals & _ANYHOW else Way.LACKING
    return Way.CONSULTED if signals & _WAITS else Way.OFFERED


def _worst(signals: int) -> Verdict:
    return _VERDICTS[(signals & ((1 << _SEVERITIES) - 1)).bit_count()]


def _verdict(signals: int) -> str | None:
    """The strictest verdict among the findings, which the supposed ones are part of."""
    match _way(signals):
        case Way.UNREADABLE:
            return None
        case Way.SUPPOSED:
            return str(Verdict.WITHHOLD)
        case _:
            return str(_worst(signals))


@final
@attrs.frozen
class Voice:
    """What a fact of a row says, and the rules that ask for a clinician and were not acknowledged."""

    says: Says
    waits: tuple[str, ...]

    @property
    def signals(self) -> int:
        """Its signals."""
        waits, anyhow = _WAITS * bool(self.waits), _ANYHOW * self.says.anyhow
        return (1 << self.says.severity) - 1 | waits | anyhow

    def binding(self, way: Way) -> frozenset[str]:
        """The rules that bind, where the answer came about in this way."""
        told = {Way.WITHHELD: self.says.withholds, Way.SUPPOSED: self.says.supposed, Way.CONSULTED: self.waits}
        return frozenset(told.get(way, ()))


@final
@attrs.frozen
class Lack:
    """How a fact is lacking: needed and not stated, or standing there and not to be read."""

    name: str
    needed: bool = False
    strange: bool = False

    @property
    def signals(self) -> int:
        """Its signals."""
        named = _LACKS[self.name] * (self.needed or self.strange)
        return _NEEDS * self.needed | _STRANGE * self.strange | named


@final
class Cells:
    """A whole number for each value of codes, gathered at once."""

    def __init__(self, node: Coded[Any], cell: Callable[[Any], int]) -> None:
        self._groups = Grouped(cell, node)
        self._cells = np.empty(0, np.int64)

    def of(self, batch: Batch) -> Codes:
        """The numbers of some rows."""
        codes, groups = batch.codes(self._groups.root), self._groups.codes()
        if len(self._groups.values) == 1:
            return self._groups.values[0]
        cells = self._cells
        if len(cells) < len(groups):
            self._cells = cells = gathered(np.array(self._groups.values, np.int64), groups)
        return gathered(cells, codes) if isinstance(codes, np.ndarray) else int(cells[codes])


@final
class Asked:
    """Everything that is asked of the rows of a register, as codes."""

    def __init__(self, facts: Facts, factors: Factors) -> None:
        self.facts = facts
        self._factors = factors
        self.what = Grouped(_what, facts.product)
        self.route = Grouped(_route, facts.product)
        self.intent = Grouped(_or_strange, facts.intent)
        self.tolerance = Grouped(_tolerance, facts.tolerance)
        self.voices = self._voices()
        told: tuple[Coded[Any], ...] = (*self.voices.values(), *self._lacks())
        self.signals = (
            *(Cells(one, lambda told: told.signals) for one in told),
            *(Cells(one, _unreadable) for one in (facts.product, facts.intent)),
        )

    # --- What facts say
    def _voices(self) -> dict[str, Coded[Voice]]:
        facts, ask, route, intent, tolerance = self.facts, self._factors, self.route, self.intent, self.tolerance
        zone, band, other, named = (
            Grouped(known, one) for one in (facts.zone, facts.age, facts.other, facts.ingredients)
        )
        avoids = Grouped(_avoided, facts.avoids)
        told = Grouped(_told, facts.kidneys)
        alike = Grouped(ask.alike, told)
        load = Grouped(lambda dose: dose if isinstance(dose, Unread) else ask.load(dose), facts.dose)
        capsule, form = Grouped(_but_topical, route), Grouped(_but_topical, self.what)
        law = Grouped(lambda form: form if isinstance(form, Unread) else ask.alike_form(form), form)
        counting = Grouped(self._counting, facts.medicines)
        return {
            "head": self._voice(HEAD, ask.head, zone, route, intent, tolerance),
            "age": self._voice(AGE, ask.age, band, route),
            "kidney": self._voice(KIDNEY, ask.kidney, told, route),
            "conditions": self._voice(CONDITIONS, self._conditions, facts.conditions, self.what),
            "medicines": self._voice(MEDICINES, ask.medicines, facts.medicines, alike, route),
            "uncounted": self._voice(CEILINGS, ask.uncounted, counting, band, capsule),
            "label": self._voice(LABEL, ask.label, named, avoids, form, intent, tolerance),
            "dose": self._voice(DOSE, _of_dose, facts.dose),
            "levels": self._voice(CEILINGS, ask.levels, load, other, band, law),
        }

    def _voice(self, families: Sequence[str], says: Callable[..., Says], *inputs: Coded[Any]) -> Coded[Voice]:
        """What some facts say, beside what was acknowledged of it; nothing where one of them is not there to ask of.

        ``families`` are those of the rules that they may name.
        """

        def given(acknowledged: Any) -> frozenset[Asks]:
            told = known(acknowledged) or ()
            return frozenset((one.rule, one.about) for one in told if family(one.rule) in families)

        def voice(given: frozenset[Asks], *values: Any) -> Voice:
            said = SILENT if any(isinstance(value, Unread) for value in values) else says(*values)
            return Voice(said, tuple(dict.fromkeys(asks[0] for asks in said.asks if asks not in given)))

        return Table(voice, Grouped(given, self.facts.acknowledged), *inputs)

    def _conditions(self, conditions: Any, what: Form | Topical) -> Says:
        return self._factors.conditions(conditions, plain_capsule(what) if isinstance(what, Form) else what)

    def _counting(self, medicines: Any) -> Any:
        """The medicines, where magnesium in them speaks at some age."""
        if isinstance(medicines, Unread):
            return medicines
        said = {self._factors.uncounted(medicines, band, PRODUCTS[0]) for band in (*AgeBand, None)}
        return ABSENT if said == {SILENT} else medicines

    # --- What is lacking
    def _lacks(self) -> Iterator[Coded[Lack]]:
        """What is lacking of each fact that may be."""
        facts = self.facts
        needs = Table(self._needed_for, self.route, self.intent)
        stated = {
            "zone": facts.zone,
            "age_years": facts.age,
            "conditions": facts.conditions,
            "medicines": facts.medicines,
            "current_daily_mg": facts.current,
        }
        for name, one in stated.items():
            yield Table(partial(_stated, name), Grouped(_status, one), needs)
        yield Table(_of_kidneys, facts.kidneys, needs)
        for name in ("egfr", "kidney_date", "as_of"):
            yield Grouped(partial(_beside_kidneys, name), facts.kidneys)
        others = {
            "tolerance": facts.tolerance,
            "other_magnesium_mg": facts.other,
            "avoids": facts.avoids,
            "acknowledged": facts.acknowledged,
            "target_mg": facts.target,
            "hold_days": facts.hold,
        }
        for name, one in others.items():
            yield Grouped(partial(_strange, name), one)
        yield Table(_of_label, Grouped(_status, facts.ingredients), self.route)
        for name, one in (("intent", facts.intent), ("product", facts.taken)):
            yield Grouped(partial(_proposed, name), one)
        for name, one in (("form", facts.form), ("elemental_mg", facts.strength), ("divides_into", facts.parts)):
            yield Table(partial(_of_capsule, name), Grouped(_status, one), facts.taken)

    def _needed_for(self, product: Any, intent: Any) -> frozenset[str]:
        """The facts that a decision on this needs, by their names."""
        if STRANGE in (product, intent):
            return frozenset()
        needs = self._factors.needs
        return frozenset(name for name, fact in _NEEDED.items() if needs(fact, product, intent))


def _unreadable(value: Any) -> int:
    return _UNREADABLE * isinstance(value, Unread)


def _what(product: Product | Unread) -> Form | Topical | Unread:
    return product.form if isinstance(product, Capsule) else product


def _route(product: Product | Unread) -> Product | Unread:
    return PRODUCTS[0] if isinstance(product, Capsule) else product


def _but_topical(value: Any) -> Any:
    return ABSENT if value == TOPICAL else value


def _or_strange(value: Any) -> Any:
    return STRANGE if isinstance(value, Unread) else value


def _tolerance(value: Any) -> Tolerance:
    return Situation().tolerance if isinstance(value, Unread) else value


def _of_dose(dose: Dose) -> Says:
    return dose.says


def _avoided(avoids: frozenset[Additive] | Unread) -> frozenset[Additive]:
    return frozenset() if isinstance(avoids, Unread) else avoids


def _told(kidneys: Kidneys) -> KidneyTold:
    return kidneys.told


def _status(value: Any) -> Unread | None:
    return value if isinstance(value, Unread) else None


def _stated(name: str, status: Unread | None, needed: frozenset[str]) -> Lack:
    return Lack(name, needed=status is not None and name in needed, strange=status is STRANGE)


def _strange(name: str, value: Any) -> Lack:
    return Lack(name, strange=value is STRANGE)


def _of_kidneys(kidneys: Kidneys, needed: frozenset[str]) -> Lack:
    unstated = kidneys.told.function is None and kidneys.told.band is None
    return Lack("kidney", needed=unstated and "kidney" in needed, strange="kidney" in kidneys.strange)


def _beside_kidneys(name: str, kidneys: Kidneys) -> Lack:
    return Lack(name, strange=name in kidneys.strange)


def _of_label(status: Unread | None, route: Product | Unread) -> Lack:
    return Lack("ingredients", strange=status is STRANGE and isinstance(route, Capsule))


def _proposed(name: str, value: Any) -> Lack:
    """What a proposal lacks: whatever of it is not there to read."""
    return Lack(name, strange=isinstance(value, Unread))


def _of_capsule(name: str, value: Any, taken: Any) -> Lack:
    return Lack(name, strange=isinstance(value, Unread) and taken is Taken.CAPSULE)


# --- What is added
@final
class Signals(Coded[Any]):
    """All signals of rows."""

    def __init__(self, told: Iterable[Cells]) -> None:
        super().__init__()
        self._told = tuple(told)

    def of(self, batch: Batch) -> Codes:
        """All signals of some rows."""
        signals: Codes = 0
        for one in self._told:
            signals = signals | one.of(batch)
        return signals


@final
class Ends(Coded[int]):
    """The signals that decide how an answer comes about."""

    def __init__(self, signals: Signals) -> None:
        super().__init__(*range(_SIGNALS))
        self._signals = signals

    def of(self, batch: Batch) -> Codes:
        """Those signals of some rows."""
        ends = batch.codes(self._signals) & (_SIGNALS - 1)
        return ends.astype(np.int32) if isinstance(ends, np.ndarray) else ends


@final
class Missing(Coded[str]):
    """The paths of what is lacking, where that is how the answer came about."""

    def __init__(self, signals: Signals, way: Coded[Way]) -> None:
        super().__init__("")
        self._signals = signals
        self._named = Cells(way, lambda way: _NAMED.get(way, 0))

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
    Way.LACKING: sum(bit for name, bit in _LACKS.items() if name not in _PROPOSAL),
    Way.UNREADABLE: sum(_LACKS[name] for name in _PROPOSAL),
}


def _paths(lacks: int) -> str:
    return SEPARATOR.join(PATHS[name] for name, bit in _LACKS.items() if lacks & bit)


@final
class States(Coded[Any]):
    """The codes of the states that rows are in, each digit of which is gathered by itself."""

    def __init__(self, asked: Asked, ends: Coded[int]) -> None:
        super().__init__()
        facts, said, way = asked.facts, asked.voices, Grouped(_way, ends)
        told: dict[Digit, tuple[Callable[..., int], *tuple[Coded[Any], ...]]] = {
            Digit.STRANGE: (_is_strange, ends),
            Digit.ANSWERED: (_is_answered, ends),
            Digit.ROUTE: (_is_topical, asked.what),
            Digit.INTENT: (partial(_place, Intent), facts.intent),
            Digit.TOLERANCE: (partial(_place, Tolerance), asked.tolerance),
            Digit.ZONE: (partial(_place, Zone), facts.zone),
            Digit.AGE: (_spoken, said["age"], Grouped(_status, facts.age)),
            Digit.KIDNEY: (_spoken, said["kidney"], Grouped(_untold, facts.kidneys)),
            Digit.CONDITIONS: (_spoken, said["conditions"], Grouped(_status, facts.conditions)),
            Digit.MEDICINES: (_spoken, said["medicines"], Grouped(_status, facts.medicines)),
            Digit.LABEL: (_strictest, said["label"]),
            Digit.AMOUNT: (_strictest, said["dose"], said["levels"], said["uncounted"]),
            Digit.TOLD: (_unstated, facts.dose, said["levels"]),
        }
        self._digits = {digit: Cells(Table(of, *inputs), int) for digit, (of, *inputs) in told.items()}
        self._unreadable = Cells(way, lambda way: way is Way.UNREADABLE)

    def of(self, batch: Batch) -> Codes:
        """The codes of the states of some rows."""
        code: Any = 0
        for digit, size in SIZES.items():
            code = code * size + self._digits[digit].of(batch)
        return np.where(self._unreadable.of(batch), coded(UNREADABLE), code)


def _is_strange(end: int) -> int:
    return int(end & _STRANGE > 0)


def _is_answered(end: int) -> int:
    """Whether something asked for a clinician, and all of it was acknowledged."""
    return int(_way(end) is Way.OFFERED and _worst(end) is Verdict.CONSULT)


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
@attrs.frozen
class Output:
    """A column that is added: what is gathered for each row, and what stands for each value of it."""

    node: Coded[Any]
    dtype: Any
    entry: Callable[[Any], Any] | None = None

    @property
    def kind(self) -> Any:
        """The kind of number that is gathered."""
        return np.uint32 if self.entry else np.int64

    def series(self, codes: Array) -> pl.Series:
        """The column of these codes."""
        if self.entry is None:
            return pl.Series(codes, dtype=self.dtype)
        return pl.Series([self.entry(value) for value in self.node.values], dtype=self.dtype)[pl.Series(codes)]


def outputs(asked: Asked) -> Mapping[Added, Output]:
    """What can be added."""
    signals = Signals(asked.signals)
    ends = Ends(signals)
    way = Grouped(_way, ends)
    plan = Table(_dose, way, asked.facts.dose)
    bound: Coded[frozenset[str]] = Coded(frozenset())
    for voice in asked.voices.values():
        bound = Table(_both, bound, Table(Voice.binding, voice, way))
    return {
        Added.DECISION: Output(Grouped(lambda end: str(_ANSWERS[_way(end)]), ends), pl.String, _itself),
        Added.VERDICT: Output(Grouped(_verdict, ends), pl.String, _itself),
        Added.BINDING: Output(bound, pl.String, lambda rules: SEPARATOR.join(sorted(rules))),
        Added.MISSING: Output(Missing(signals, way), pl.String, _itself),
        Added.FIRST: Output(plan, pl.Float64, lambda dose: dose and _mg(dose.first)),
        Added.LAST: Output(plan, pl.Float64, lambda dose: dose and _mg(dose.last)),
        Added.RUNGS: Output(plan, pl.Int16, lambda dose: dose and dose.rungs),
        Added.STATE: Output(States(asked, ends), pl.Int64),
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
        """The added columns of some rows, as one column of structs."""
        return self.of(columns).to_struct()

    def of(self, columns: Sequence[pl.Series]) -> pl.DataFrame:
        """The added columns of some rows."""
        if any(cell.met > _MOST_MET for cell in self._learned.facts.cells):
            self._learned = self._begun()
        rows, threads = len(columns[0]), pl.thread_pool_size()
        size = max(_MANY, -(-rows // threads))
        parts = [[column[first : first + size] for column in columns] for first in range(0, max(rows, 1), size)]
        if len(parts) == 1:
            return self._part(parts[0])
        with ThreadPoolExecutor(threads) as pool:
            return pl.concat(pool.map(self._part, parts), rechunk=False)

    def _part(self, columns: Sequence[pl.Series]) -> pl.DataFrame:
        """The added columns of some rows, so many at a time that what is worked out stays near the processor."""
        learned, rows = self._learned, len(columns[0])
        codes = {name: np.empty(rows, one.kind) for name, one in learned.outputs.items()}
        for first in range(0, rows, _AT_ONCE):
            some = [column[first : first + _AT_ONCE] for column in columns]
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
_AT_ONCE: Final = 2**17
