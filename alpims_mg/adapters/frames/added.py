"""What is added to a frame: the strictest word over all facts, who said it, and what is lacking."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any, Final, final

import attrs

from alpims_mg.adapters.frames.answers import Facts, Kidneys
from alpims_mg.adapters.frames.compiled import Coded, Compiler
from alpims_mg.adapters.frames.engines import Entry, Expr
from alpims_mg.adapters.frames.factors import SILENT, TOPICAL, Dose, Says, plain_capsule
from alpims_mg.adapters.frames.readings import ABSENT, SEPARATOR, STRANGE, Taken, Unread
from alpims_mg.adapters.frames.schema import PATHS, Added
from alpims_mg.adapters.frames.states import SIZES, UNREADABLE, UNSTATED, Digit, coded
from alpims_mg.findings import Verdict
from alpims_mg.products import Capsule, Product, Topical
from alpims_mg.rulebook.consults import Fact
from alpims_mg.situations import Acknowledgement, Situation
from alpims_mg.vocabulary import Answer, Form, Intent, Tolerance, Word, Zone

_FACTS: Final = {
    "zone": Fact.ZONE,
    "age_years": Fact.AGE,
    "kidney": Fact.KIDNEY,
    "conditions": Fact.CONDITIONS,
    "medicines": Fact.MEDICINES,
    "current_daily_mg": Fact.PRESENT_AMOUNT,
}
_PROPOSED: Final = ("intent", "product", "form", "elemental_mg", "divides_into")
_CHUNK: Final = 5

# How an answer came about; its place is the code of it.
_OFFERED, _CONSULTED, _WITHHELD, _SUPPOSED, _LACKING, _UNREADABLE = range(6)
_ANSWERS: Final = (
    Answer.OFFER,
    Answer.CONSULT,
    Answer.WITHHOLD,
    Answer.WITHHOLD,
    Answer.NEEDS_INFORMATION,
    Answer.NEEDS_INFORMATION,
)
_VERDICTS: Final = tuple(Verdict)


@final
@attrs.frozen(kw_only=True)
class Voices:
    """What every fact says, as codes; the name of each is that of the question to ``Factors``."""

    head: Coded[Says]
    age: Coded[Says]
    kidney: Coded[Says]
    conditions: Coded[Says]
    medicines: Coded[Says]
    uncounted: Coded[Says]
    label: Coded[Says]
    dose: Coded[Says]
    levels: Coded[Says]

    def __iter__(self) -> Any:
        return iter(attrs.astuple(self, recurse=False))


def voices(compiler: Compiler, facts: Facts) -> Voices:
    """What every fact of a frame says."""
    ask, one = compiler.factors, compiler.combined
    what = compiler.regrouped(facts.product, _what)
    route = compiler.regrouped(what, _route)
    intent = compiler.regrouped(facts.intent, _or_strange)
    tolerance = compiler.regrouped(facts.tolerance, _tolerance)
    zone, band = compiler.regrouped(facts.zone, _or_none), compiler.regrouped(facts.age, _or_none)
    other = compiler.regrouped(facts.other, _or_none)
    told = compiler.regrouped(facts.kidneys, lambda kidneys: kidneys.told)
    alike = compiler.regrouped(told, ask.alike)
    load = compiler.regrouped(facts.dose, lambda dose: dose if isinstance(dose, Unread) else ask.load(dose))

    def alike_form(what: Form | Topical | Unread) -> Form | Topical | Unread:
        return ask.alike_form(what) if isinstance(what, Form) else what

    def head(zone: Any, product: Any, intent: Any, tolerance: Any) -> Says:
        return SILENT if STRANGE in (product, intent) else ask.head(zone, product, intent, tolerance)

    def spoken(of: Callable[..., Says]) -> Callable[..., Says]:
        """What a list of facts says; one that is not stated says nothing, neither does anything of what is strange."""
        return lambda *values: SILENT if any(isinstance(value, Unread) for value in values) else of(*values)

    def on_capsules(of: Callable[..., Says]) -> Callable[..., Says]:
        return spoken(lambda *values: SILENT if TOPICAL in values else of(*values))

    def conditions(conditions: Any, what: Any) -> Says:
        return ask.conditions(conditions, _product(what))

    def label(ingredients: Any, form: Any, intent: Any, tolerance: Any) -> Says:
        read, avoids = (None if isinstance(ingredients[0], Unread) else ingredients[0]), ingredients[1]
        return ask.label(read, frozenset() if isinstance(avoids, Unread) else avoids, form, intent, tolerance)

    return Voices(
        head=one(head, zone, route, intent, tolerance),
        age=one(spoken(ask.age), band, route),
        kidney=one(spoken(ask.kidney), told, route),
        conditions=one(spoken(conditions), facts.conditions, what),
        medicines=one(spoken(ask.medicines), facts.medicines, alike, route),
        uncounted=one(on_capsules(ask.uncounted), facts.medicines, band, route),
        label=one(on_capsules(label), facts.label, what, intent, tolerance),
        dose=compiler.regrouped(facts.dose, lambda dose: SILENT if isinstance(dose, Unread) else dose.says),
        levels=one(on_capsules(ask.levels), load, other, band, compiler.regrouped(what, alike_form)),
    )


def _what(product: Product | Unread) -> Form | Topical | Unread:
    return product.form if isinstance(product, Capsule) else product


def _product(what: Form | Topical) -> Product:
    return plain_capsule(what) if isinstance(what, Form) else what


def _route(what: Form | Topical | Unread) -> Product | Unread:
    return plain_capsule(next(iter(Form))) if isinstance(what, Form) else what


def _or_strange(value: Any) -> Any:
    return STRANGE if isinstance(value, Unread) else value


def _or_none(value: Any) -> Any:
    return None if isinstance(value, Unread) else value


def _tolerance(value: Any) -> Tolerance:
    return Situation().tolerance if isinstance(value, Unread) else value


class Adder:
    """Adds the answers to a frame."""

    def __init__(self, compiler: Compiler, facts: Facts, said: Voices) -> None:
        self.compiler = compiler
        self.facts = facts
        self.said = said
        self.ns = compiler.steps.ns
        self.given = tuple(ack for all_of in facts.acknowledged.values for ack in _given(all_of))
        self.ids = frozenset(one.rule for one in self.given)

    def add(self, added: Mapping[Added, str]) -> None:
        """Add these columns, under these names."""
        ways = self._ways()
        makers: dict[Added, Callable[[], Expr]] = {
            Added.DECISION: lambda: self._look(ways, _answer),
            Added.VERDICT: lambda: self._look(ways, _verdict),
            Added.BINDING: lambda: self._binding(ways),
            Added.MISSING: lambda: self._missing(ways),
            Added.FIRST: lambda: self._planned(ways, lambda dose: dose.first and dose.first.nanograms / 10**6),
            Added.LAST: lambda: self._planned(ways, lambda dose: dose.last and dose.last.nanograms / 10**6),
            Added.RUNGS: lambda: self._planned(ways, lambda dose: dose.rungs),
            Added.STATE: lambda: self._state(ways),
        }
        self.compiler.steps.add({name: makers[one]().cast(self._type(one)) for one, name in added.items()})

    def _type(self, one: Added) -> Any:
        ns = self.ns
        others = {Added.FIRST: ns.Float64, Added.LAST: ns.Float64, Added.RUNGS: ns.Int16, Added.STATE: ns.Int64}
        return others.get(one, ns.String)

    def _look(self, coded: Coded[Any], entry: Callable[[Any], Entry]) -> Expr:
        return self.compiler.lookup(coded, entry)

    def _true(self, coded: Coded[Any], holds: Callable[[Any], bool]) -> Expr | None:
        """Where it holds; None where it never does."""
        return self._look(coded, holds) if any(map(holds, coded.values)) else None

    def _any(self, conditions: Iterable[Expr | None]) -> Expr:
        told = [one for one in conditions if one is not None]
        return reduce(lambda one, other: one | other, told) if told else self.ns.lit(value=False)

    def _ways(self) -> Coded[tuple[int, int]]:
        """How the answer came about, and the severity of the strictest finding."""
        ns, steps = self.ns, self.compiler.steps
        self.lacks = self._statuses()
        lacks = self.lacks.values()
        named = self.compiler.named
        worst, way, unreadable, needs, strange, anyhow, asks = map(
            named, ("worst", "way", "unreadable", "needs", "strange", "anyhow", "asks")
        )
        parts = {
            worst: ns.max_horizontal(*(self._look(one, _severity) for one in self.said)),
            unreadable: self._unreadables(),
            needs: self._any(self._true(one, lambda lack: lack.needed) for one in lacks),
            strange: self._any(self._true(one, lambda lack: lack.strange) for one in lacks),
            anyhow: self._any(self._true(one, lambda says: says.anyhow) for one in self.said),
        }
        steps.add({name: one.cast(ns.Int8) if name == worst else one for name, one in parts.items()})
        withholds, consults = Verdict.WITHHOLD.severity, Verdict.CONSULT.severity
        self.strange = ns.col(strange)
        steps.add({asks: self._waiting(ns.col(worst) == ns.lit(consults, ns.Int8))})
        chain = ns.when(ns.col(asks)).then(_code(ns, _CONSULTED)).otherwise(_code(ns, _OFFERED))
        for condition, code in (
            (ns.col(needs) | ns.col(strange), _LACKING),
            (ns.col(needs) & ns.col(anyhow), _SUPPOSED),
            (ns.col(worst) == ns.lit(withholds, ns.Int8), _WITHHELD),
            (ns.col(unreadable), _UNREADABLE),
        ):
            chain = ns.when(condition).then(_code(ns, code)).otherwise(chain)
        steps.add({way: chain})
        return self.compiler.packed(
            Coded(column=way, values=tuple(range(len(_ANSWERS)))),
            Coded(column=worst, values=tuple(range(len(_VERDICTS)))),
        )

    def _unreadables(self) -> Expr:
        """Where there is no proposal to answer."""
        strange = (self.facts.dose, self.facts.product, self.facts.intent)
        return self._any(self._true(one, lambda value: isinstance(value, Unread)) for one in strange)

    # --- What asks for a clinician
    def _waiting(self, consulted: Expr) -> Expr:
        """Where a finding waits for a clinician's word, when nothing withholds."""
        if not self.given:
            return consulted
        others = (self._true(one, lambda says: bool(self._unasked_for(says))) for one in self.said)
        return self._any((*others, *(self._unanswered(rule) for rule in sorted(self.ids))))

    def _unasked_for(self, says: Says) -> tuple[str, ...]:
        """The rules that ask and that no acknowledgement in this frame names."""
        return tuple(dict.fromkeys(rule for rule, _ in says.asks if rule not in self.ids))

    def _unanswered(self, rule: str) -> Expr | None:
        """Where a rule asks that some acknowledgements name, and not that of this row."""
        abouts = {about for one in self.said for says in one.values for asks, about in says.asks if asks == rule}
        told = (self._unanswered_about(rule, about) for about in sorted(abouts, key=str))
        return self._any(told) if abouts else None

    def _unanswered_about(self, rule: str, about: str | None) -> Expr:
        asks = self._any(self._true(one, lambda says: (rule, about) in says.asks) for one in self.said)

        def answered(acknowledged: Any) -> bool:
            return (rule, about) in {(one.rule, one.about) for one in _given(acknowledged)}

        return asks & ~self._look(self.facts.acknowledged, answered)

    def _binding(self, ways: Coded[tuple[int, int]]) -> Expr:
        """The rules that bind, each after a separator; the first separator is cut off."""
        ns = self.ns
        way = self.compiler.regrouped(ways, lambda one: one[0])

        def rules(way: int, says: Says) -> str:
            told = {_WITHHELD: says.withholds, _SUPPOSED: says.supposed, _CONSULTED: self._unasked_for(says)}
            return "".join(f"{SEPARATOR}{rule}" for rule in told.get(way, ()))

        pieces = [self._look(self.compiler.packed(way, one), lambda pair: rules(*pair)) for one in self.said]
        consulted = self._look(way, lambda way: way == _CONSULTED)
        for rule in sorted(self.ids):
            if (waits := self._unanswered(rule)) is not None:
                told = ns.lit(f"{SEPARATOR}{rule}")
                pieces.append(ns.when(consulted & waits).then(told).otherwise(ns.lit("")))
        return ns.concat_str(pieces).str.slice(len(SEPARATOR))

    # --- What is lacking
    def _statuses(self) -> dict[str, Coded["Lack"]]:
        """Each fact that may be lacking, by its name."""
        facts, one, group = self.facts, self.compiler.combined, self.compiler.regrouped
        route = group(group(facts.product, _what), _route)
        needs = one(self._needed_for, route, group(facts.intent, _or_strange))

        def status(name: str) -> Callable[[Any, frozenset[str]], Lack]:
            return lambda value, needed: Lack(
                needed=isinstance(value, Unread) and name in needed, strange=value is STRANGE
            )

        def strange(value: Any) -> Lack:
            return Lack(strange=value is STRANGE)

        def of_kidneys(name: str) -> Callable[[Kidneys], Lack]:
            return lambda kidneys: Lack(strange=name in kidneys.strange)

        def kidney(kidneys: Kidneys, needed: frozenset[str]) -> Lack:
            unstated = kidneys.told.function is None and kidneys.told.band is None
            return Lack(needed=unstated and "kidney" in needed, strange="kidney" in kidneys.strange)

        def ingredients(label: Any, product: Any) -> Lack:
            return Lack(strange=label[0] is STRANGE and product not in (TOPICAL, STRANGE))

        told = {
            "zone": one(status("zone"), group(facts.zone, _status), needs),
            "age_years": one(status("age_years"), group(facts.age, _status), needs),
            "kidney": one(kidney, facts.kidneys, needs),
            "conditions": one(status("conditions"), group(facts.conditions, _status), needs),
            "medicines": one(status("medicines"), group(facts.medicines, _status), needs),
            "current_daily_mg": one(status("current_daily_mg"), group(facts.current, _status), needs),
            "tolerance": group(facts.tolerance, strange),
            "egfr": group(facts.kidneys, of_kidneys("egfr")),
            "kidney_date": group(facts.kidneys, of_kidneys("kidney_date")),
            "as_of": group(facts.kidneys, of_kidneys("as_of")),
            "other_magnesium_mg": group(facts.other, strange),
            "avoids": group(facts.label, lambda label: strange(label[1])),
            "acknowledged": group(facts.acknowledged, strange),
            "target_mg": group(facts.target, strange),
            "hold_days": group(facts.hold, strange),
            "ingredients": one(ingredients, facts.label, route),
        }
        return {name: coded for name, coded in told.items() if any(lack.named for lack in coded.values)}

    def _needed_for(self, product: Any, intent: Any) -> frozenset[str]:
        """The facts that a decision on this needs, by their names."""
        if STRANGE in (product, intent):
            return frozenset()
        needs = self.compiler.factors.needs
        return frozenset(name for name, fact in _FACTS.items() if needs(fact, product, intent))

    def _proposed(self) -> dict[str, Coded[bool]]:
        """What a proposal may lack, by its name."""
        facts, one, group = self.facts, self.compiler.combined, self.compiler.regrouped
        capsule = group(facts.taken, lambda taken: taken is Taken.CAPSULE)

        def unread(value: Any) -> bool:
            return isinstance(value, Unread)

        def both(lacks: Any, capsule: Any) -> bool:
            return bool(lacks and capsule)

        def of_capsule(coded: Coded[Any]) -> Coded[bool]:
            return one(both, group(coded, unread), capsule)

        return {
            "intent": group(facts.intent, unread),
            "product": group(facts.taken, unread),
            "form": of_capsule(facts.form),
            "elemental_mg": of_capsule(facts.strength),
            "divides_into": of_capsule(facts.parts),
        }

    def _missing(self, ways: Coded[tuple[int, int]]) -> Expr:
        """The paths of what is lacking, each after a separator; the first separator is cut off."""
        way = self.compiler.regrouped(ways, lambda one: one[0])
        lacks = {name: self.compiler.regrouped(one, lambda lack: lack.named) for name, one in self.lacks.items()}
        pieces = [*self._paths(way, _LACKING, lacks), *self._paths(way, _UNREADABLE, self._proposed())]
        return self.ns.concat_str(pieces).str.slice(len(SEPARATOR))

    def _paths(self, way: Coded[int], only: int, lacks: dict[str, Coded[bool]]) -> Iterator[Expr]:
        """The paths of what is lacking where the answer came about in one way, a few facts at a time."""
        applies = self.compiler.regrouped(way, lambda one: one == only)
        names = list(lacks)
        for first in range(0, len(names), _CHUNK):
            some = names[first : first + _CHUNK]

            def paths(values: tuple[bool, ...], some: list[str] = some) -> str:
                told = (name for name, lacking in zip(some, values[1:], strict=True) if values[0] and lacking)
                return "".join(f"{SEPARATOR}{PATHS[name]}" for name in told)

            yield self._look(self.compiler.packed(applies, *(lacks[name] for name in some)), paths)

    def _planned(self, ways: Coded[tuple[int, int]], entry: Callable[[Dose], Entry]) -> Expr:
        """Something of the plan, where the answer holds one."""
        holds = self.compiler.regrouped(ways, lambda one: one[0] in (_OFFERED, _CONSULTED))

        def planned(pair: tuple[bool, Dose | Unread]) -> Entry:
            held, dose = pair
            return entry(dose) if held and isinstance(dose, Dose) else None

        return self._look(self.compiler.packed(holds, self.facts.dose), planned)

    # --- The state
    def _state(self, ways: Coded[tuple[int, int]]) -> Expr:
        """The code of the state that the row is in, digit by digit."""
        ns, facts, said, group = self.ns, self.facts, self.said, self.compiler.regrouped
        way = group(ways, lambda one: one[0])
        answered = (_OFFERED, Verdict.CONSULT.severity)
        unstated = group(facts.dose, lambda dose: isinstance(dose, Dose) and dose.unstated is not None)
        told = self.compiler.packed(unstated, said.levels)
        digits: dict[Digit, Expr] = {
            Digit.STRANGE: ns.when(self.strange).then(_code(ns, 1)).otherwise(_code(ns, 0)),
            Digit.ANSWERED: self._look(ways, lambda one: int(one == answered)),
            Digit.ROUTE: self._look(group(facts.product, _what), lambda what: int(what is TOPICAL)),
            Digit.INTENT: self._look(facts.intent, lambda intent: _place(intent, Intent)),
            Digit.TOLERANCE: self._look(facts.tolerance, lambda one: _place(_tolerance(one), Tolerance)),
            Digit.ZONE: self._look(facts.zone, lambda zone: _place(zone, Zone)),
            Digit.AGE: self._spoken(said.age, group(facts.age, _status)),
            Digit.KIDNEY: self._spoken(said.kidney, group(facts.kidneys, _told_of)),
            Digit.CONDITIONS: self._spoken(said.conditions, group(facts.conditions, _status)),
            Digit.MEDICINES: self._spoken(said.medicines, group(facts.medicines, _status)),
            Digit.LABEL: self._look(said.label, _severity),
            Digit.AMOUNT: ns.max_horizontal(
                *(self._look(one, _severity) for one in (said.dose, said.levels, said.uncounted))
            ),
            Digit.TOLD: self._look(told, lambda pair: int(pair[0]) * (1 + int(pair[1].anyhow))),
        }
        code = ns.lit(0, ns.Int64)
        for digit, size in SIZES.items():
            code = code * ns.lit(size, ns.Int64) + digits[digit].cast(ns.Int64)
        unreadable = self._look(way, lambda way: way == _UNREADABLE)
        return ns.when(unreadable).then(ns.lit(coded(UNREADABLE), ns.Int64)).otherwise(code)

    def _spoken(self, said: Coded[Says], status: Coded[Any]) -> Expr:
        """How strictly a fact speaks, or that it is not stated."""
        both = self.compiler.packed(said, status)
        return self._look(both, lambda pair: UNSTATED if isinstance(pair[1], Unread) else pair[0].severity)


@final
@attrs.frozen(kw_only=True)
class Lack:
    """How a fact is lacking: needed and not stated, or standing there and not to be read."""

    needed: bool = False
    strange: bool = False

    @property
    def named(self) -> bool:
        """Whether it is named among what is missing."""
        return self.needed or self.strange


def _status(value: Any) -> Any:
    return value if isinstance(value, Unread) else None


def _answer(way: tuple[int, int]) -> str:
    return str(_ANSWERS[way[0]])


def _verdict(way: tuple[int, int]) -> str | None:
    """The strictest verdict among the findings, which the supposed ones are part of."""
    how, severity = way
    if how == _UNREADABLE:
        return None
    return str(Verdict.WITHHOLD if how == _SUPPOSED else _VERDICTS[severity])


def _given(acknowledged: Any) -> tuple[Acknowledgement, ...]:
    return () if isinstance(acknowledged, Unread) else acknowledged


def _severity(says: Says) -> int:
    return says.severity


def _told_of(kidneys: Kidneys) -> Any:
    told = kidneys.told
    return ABSENT if told.function is None and told.band is None else None


def _place(value: Any, kind: type[Word]) -> int:
    """The place of a word among its kind, which one that is not stated comes after."""
    return len(kind) if isinstance(value, Unread) else tuple(kind).index(value)


def _code(ns: Any, code: int) -> Expr:
    return ns.lit(code, ns.Int8)
