"""What the facts of a row say and what of them is lacking, as signals: bits of one number.

No rule stands here. What a fact says was asked of the scalar functions by ``factors``.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final, final

import attrs

from alpims_mg.adapters.frames.coding import Batch, Coded, Codes
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
from alpims_mg.adapters.frames.readings import ABSENT, STRANGE, Taken, Unread
from alpims_mg.adapters.frames.signals import LACKS, Signal, Way, severity_signals
from alpims_mg.adapters.frames.tables import Figures, Grouped, Table
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Additive, Form, Tolerance
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.consults import Fact

_NEEDED: Final = {
    "zone": Fact.ZONE,
    "age_years": Fact.AGE,
    "kidney": Fact.KIDNEY,
    "conditions": Fact.CONDITIONS,
    "medicines": Fact.MEDICINES,
    "current_daily_mg": Fact.PRESENT_AMOUNT,
}


@final
@attrs.frozen
class Voice:
    """What a fact of a row says, and the rules that ask for a clinician and were not acknowledged."""

    says: Says
    waits: tuple[str, ...]

    @property
    def signals(self) -> int:
        """Its signals."""
        waits, anyhow = Signal.WAITS * bool(self.waits), Signal.ANYHOW * self.says.anyhow
        return severity_signals(self.says.severity) | waits | anyhow

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
        named = LACKS[self.name] * (self.needed or self.strange)
        return Signal.NEEDS * self.needed | Signal.STRANGE * self.strange | named


@final
class Signals(Coded[Any]):
    """All signals of rows."""

    def __init__(self, *told: Figures) -> None:
        super().__init__()
        self._told = told

    def of(self, batch: Batch) -> Codes:
        """All signals of some rows."""
        signals: Codes = 0
        for one in self._told:
            signals = signals | one.of(batch)
        return signals


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
        self.signals = Signals(
            *(Figures(one, lambda told: told.signals) for one in told),
            *(Figures(one, _unreadable) for one in (facts.product, facts.intent)),
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
            yield Table(partial(_stated, name), Grouped(status_of, one), needs)
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
        yield Table(_of_label, Grouped(status_of, facts.ingredients), self.route)
        for name, one in (("intent", facts.intent), ("product", facts.taken)):
            yield Grouped(partial(_proposed, name), one)
        for name, one in (("form", facts.form), ("elemental_mg", facts.strength), ("divides_into", facts.parts)):
            yield Table(partial(_of_capsule, name), Grouped(status_of, one), facts.taken)

    def _needed_for(self, product: Any, intent: Any) -> frozenset[str]:
        """The facts that a decision on this needs, by their names."""
        if STRANGE in (product, intent):
            return frozenset()
        needs = self._factors.needs
        return frozenset(name for name, fact in _NEEDED.items() if needs(fact, product, intent))


def _unreadable(value: Any) -> int:
    return Signal.UNREADABLE * isinstance(value, Unread)


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


def status_of(value: Any) -> Unread | None:
    """Absent or strange, where nothing is stated; None where something is."""
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
