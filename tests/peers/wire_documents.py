"""JSON documents for the comparison of the schema with the readers: valid ones, changed ones, and hostile ones."""

import copy
import json
import random
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple, final

from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st
from units.builders import capsule

from alpims_mg import DosePlan, Elemental, InvalidInputError, compare, estimate_supply, titration_schedule
from alpims_mg.courses.comparison import Difference, DifferenceRow
from alpims_mg.dosing.supplies import RungSupply, Supply
from alpims_mg.errors import Fault
from alpims_mg.model.provenance import Citation
from alpims_mg.wire import make_converter
from alpims_mg.wire.classes import CLASSES, FlatCitation
from alpims_mg.wire.text import load_json

CONVERTER: Final = make_converter()
KINDS: Final[dict[str, Any]] = {("Citation" if kind is FlatCitation else kind.__name__): kind for kind in CLASSES}
"""The classes by the names of their definitions."""


@final
class Document(NamedTuple):
    """A JSON text, and the name of the definition that it is checked against."""

    name: str
    text: str


PROBES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, 2, 3, 4, 24, 25, 130, 131, 999, 1000, 1440, 1441, 10**4, 10**4 + 1, 10**6, 10**6 + 1),
    *(10**9, 10**9 + 1, -1, 1 - 10**9, -(10**9), 0.5, 1e300),
    *(
        "",
        " ",
        "\t",
        "x",
        "é",
        "x;y",
        "x\n",
        "\n",
        "\u00a0x",
        "\u200bx",
        "\ufeff",
        "\u2028x",
        "x\u0000",
        "\u00ad",
        "\ue000",
    ),
    *("x" * length for most in (200, 300, 1000, 1500, 5000) for length in (most, most + 1)),
    *("0", "00", "000000001", "0000000001", "999999", "999999.999999", "1000000", "0.0001", "0.001", "0.0010000"),
    *("62.5", "62.5\n", " 62.5", "+62.5", "-1", "1e2", "62.", ".5", "\u0666", "300.0", "300.1", "299.9999999", "NaN"),
    *("1/4", "3/4", "1 1/2", "0 1/2", "2/4", "01", "1000", "1000 1/4", "1001", "1 1/2\n"),
    *("2026-03-01", "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "2026-3-1", "2026-04-31"),
    *("2026-03-01\n", "20260301", "2026-13-01", "2026-12-31T00:00", "07:30", "24:00", "7:30", "07:30:00", "07:60"),
    *("07:30\n", "07:30Z", "green", "Green", "none", "dinner", "capsule", "offer", "withhold", "text"),
    *(
        [],
        [None],
        ["x"],
        ["x", "x"],
        [""],
        ["none"],
        ["eds", "eds"],
        ["pots", "eds"],
        ["eds", "pots"],
        [1],
        [[]],
        ["07:30"],
    ),
    *(
        {},
        {"x": "y"},
        {"x": 1},
        {"kind": "capsule"},
        {"kind": "topical", "vehicle": "oil"},
        {"decision": "offer"},
        {"kind": []},
    ),
)
"""What takes the place of a value: each type, and both sides of each limit."""

READERS_ALONE: Final = (
    "computed from the other fields",
    "given, unless atc or rxnorm is given",
    "the name of a medicine",
    "the name of a condition",
    "a condition that has no word of its own",
    "given where kidney_date is given",
    "no later than",
    "at least .* mg elemental",
    "None, since ",
    "less than the present ",
    "between waking and sleeping",
    "later than ",
    "different from wakes",
    "given with replaces",
    "an entry with nothing else in it",
    "a total or doses, not both",
    "either none or a list of reactions",
    "every day from",
    "a day whose rung, amounts and totals agree",
    "a rung that begins on day",
    "None on a rung that ends",
    "portions of a capsule of",
    "the product that the plan is for",
    "amounts below the plan's last one, each once",
    "a day after ",
    "what the amounts say",
    "the .* capsules of the rungs",
    "at most the .* of the stock",
    "at least one diary, all with the same as_of",
    "at least one review, all of the same day",
    "times of day, separated by spaces",
    "given once",
    "elemental magnesium that divides into this portion",
    "each day of the course before",
    "None, because the facts of the course before go on",
)
"""What only a reader can refuse, as its faults say it: mostly what holds between several fields."""


def only_a_reader_refuses(fault: Fault) -> bool:
    """Whether a schema cannot see a fault.

    JSON Schema takes 7.0 for a whole number. A line break is removed from the text of a code, but not from other text.
    """
    integral = re.fullmatch(r"-?[0-9]+\.0|-?[0-9.]+e\+?[0-9]+", fault.actual)
    kept = re.search(r"(atc|rxnorm)$", fault.path) and fault.fix.startswith("remove line breaks")
    return bool(integral or kept) or any(re.search(rule, fault.expected) for rule in READERS_ALONE)


def faults(document: Document) -> tuple[Fault, ...]:
    """The faults that the converter names in a document. Empty if it accepts the document."""
    try:
        CONVERTER.structure(load_json(document.text), KINDS[document.name])
    except InvalidInputError as error:
        return error.faults
    return ()


def _supplies() -> Supply:
    plan = titration_schedule(capsule(100))
    assert isinstance(plan, DosePlan)
    return estimate_supply(plan, bottle=60, starts=date(2026, 3, 1))


def _differences() -> Difference:
    plans = [titration_schedule(capsule(100), target=Elemental.mg(target)) for target in (200, 300)]
    first, second = (plan for plan in plans if isinstance(plan, DosePlan))
    return compare(first, second)


def _row() -> DifferenceRow:
    return _differences().rows[0]


def _rung() -> RungSupply:
    return _supplies().rungs[0]


def strategy_of(kind: Any) -> st.SearchStrategy[Any]:
    """Instances of a class on the wire. Those without a published strategy are what the library itself returns."""
    made = {Supply: _supplies, Difference: _differences, DifferenceRow: _row, RungSupply: _rung}
    if kind in made:
        return st.builds(made[kind])
    return st.from_type(Citation if kind is FlatCitation else kind)


def drawn(kind: Any, count: int) -> list[Any]:
    """The JSON values of some instances of a class: the same in each run."""
    values: list[Any] = []

    @seed(18)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(instance=strategy_of(kind))
    def draw(instance: Any) -> None:
        values.append(json.loads(json.dumps(CONVERTER.unstructure(instance))))

    draw()
    return values


@cache
def valid_documents() -> tuple[Document, ...]:
    """Documents of every class, as the library writes them."""
    return tuple(
        Document(name, json.dumps(value, ensure_ascii=False))
        for name, kind in KINDS.items()
        for value in drawn(kind, 6)
    )


def mutants(number: int) -> Iterator[Document]:
    """Valid documents with one change each: another value, a key or an item more or less, or an item twice."""
    chance = random.Random(18)
    originals = valid_documents()
    for _ in range(number):
        name, text = chance.choice(originals)
        value = json.loads(text)
        _change(value, chance)
        yield Document(name, json.dumps(value, ensure_ascii=False))


def _change(value: Any, chance: random.Random) -> None:
    parent = value
    while inner := [part for part in _parts(parent) if isinstance(part, dict | list) and part]:
        if chance.random() < 0.3:
            break
        parent = chance.choice(inner)
    if isinstance(parent, dict):
        key = chance.choice(sorted(parent))
        match chance.randrange(6):
            case 0:
                del parent[key]
            case 1:
                parent[chance.choice(("colour", "Zone", "kind", "id", "", "zone"))] = parent[key]
            case _:
                parent[key] = _other(parent[key], chance)
    else:
        place = chance.randrange(len(parent))
        match chance.randrange(4):
            case 0:
                parent.append(copy.deepcopy(parent[place]))
            case 1:
                del parent[place]
            case _:
                parent[place] = _other(parent[place], chance)


def _other(value: Any, chance: random.Random) -> Any:
    """A value to put in the place of another: at times nearly the same."""
    if isinstance(value, str) and chance.random() < 0.4:
        return chance.choice((f"{value}\n", f" {value}", value.upper(), value[:-1], f"{value}0", value * 60))
    if isinstance(value, int) and chance.random() < 0.4:
        return chance.choice((-value, value + 1, value + 10**7, float(value), str(value)))
    return chance.choice(PROBES)


def _parts(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


# --- Documents by hand


def _case(situation: str = "{}", product: str = '{"kind": "topical", "vehicle": "oil"}', more: str = "") -> Document:
    proposal = f'{{"intent": "start", "product": {product}{more}}}'
    return Document("Case", f'{{"situation": {situation}, "proposal": {proposal}}}')


def _capsule(**changed: object) -> Document:
    product = {"kind": "capsule", "form": "glycinate", "elemental_mg": "100", "divides_into": 4} | changed
    return _case(product=json.dumps(product))


def _person(**facts: object) -> Document:
    return _case(situation=json.dumps(facts))


HOSTILE: Final[dict[str, Document]] = {
    "nothing": Document("Case", ""),
    "no JSON": Document("Case", "{situation: {}}"),
    "a comma too many": Document("Case", '{"situation": {},}'),
    "null": Document("Case", "null"),
    "a list": Document("Case", "[]"),
    "a text": Document("Case", '"Case"'),
    "no keys": Document("Case", "{}"),
    "not a number": _case(situation='{"age_years": NaN}'),
    "an infinite number": _case(situation='{"age_years": Infinity}'),
    "a number of 400 digits": _case(situation=f'{{"age_years": {"9" * 400}}}'),
    "a number of 5,000 digits": _case(situation=f'{{"age_years": {"9" * 5000}}}'),
    "brackets within brackets": Document("Case", "[" * 500 + "]" * 500),
    "objects within objects": Document("Case", '{"situation":' * 500 + "{}" + "}" * 500),
    "a key of another language": _case(situation='{"__proto__": {"zone": "green"}}'),
    "a constructor as a word": _person(zone="constructor"),
    "a word in capitals": _person(zone="GREEN"),
    "a word with a line break": _person(zone="green\n"),
    "a word in letters that look the same": _person(zone="gr\u0435en"),
    "a list for a word": _person(zone=["green"]),
    "an age as text": _person(age_years="34"),
    "an age as true": _person(age_years=True),
    "an age below zero": _person(age_years=-1),
    "an age of half a year": _person(age_years=34.5),
    "one word for a list": _person(conditions="eds"),
    "a condition twice": _person(conditions=["eds", "eds"]),
    "an object for a list": _person(conditions={"0": "eds", "length": 1}),
    "201 medicines": _person(medicines=[{"name": f"medicine {n}"} for n in range(201)]),
    "a medicine of 1,001 letters": _person(medicines=[{"name": "m" * 1001}]),
    "a medicine of a million letters": _person(medicines=[{"name": "m" * 10**6}]),
    "a medicine of a million spaces": _person(medicines=[{"name": " " * 10**6}]),
    "a medicine with a zero byte": _person(medicines=[{"name": "levo\u0000thyroxine"}]),
    "a medicine of invisible signs": _person(medicines=[{"name": "\u200b\u2060"}]),
    "a medicine as text": _person(medicines=["levothyroxine"]),
    "101 times of a medicine": _person(medicines=[{"name": "levothyroxine", "taken_at": ["07:30"] * 101}]),
    "a time that does not exist": _person(medicines=[{"name": "levothyroxine", "taken_at": ["24:00"]}]),
    "a time with an offset": _person(medicines=[{"name": "levothyroxine", "taken_at": ["07:30Z"]}]),
    "a day that does not exist": _person(kidney="normal", kidney_date="2026-02-29", as_of="2026-03-01"),
    "a day of the year 0": _person(as_of="0000-01-01"),
    "a day with a time": _person(as_of="2026-03-01T00:00:00Z"),
    "a day with a line break": _person(as_of="2026-03-01\n"),
    "an eGFR above 300": _person(egfr={"value": "300.1", "unit": "ml/min/1.73m2"}),
    "an eGFR as a number": _person(egfr={"value": 24.3, "unit": "ml/min/1.73m2"}),
    "an eGFR with a comparator": _person(egfr={"value": "<15", "unit": "ml/min/1.73m2"}),
    "a mass as a number": _person(other_magnesium_mg=100),
    "a mass below zero": _person(other_magnesium_mg="-100"),
    "a mass of a kilogram": _person(other_magnesium_mg="1000000"),
    "a mass with a unit": _person(other_magnesium_mg="100 mg"),
    "a mass in digits of another script": _person(other_magnesium_mg="\u0661\u0660\u0660"),
    "a mass with an exponent": _person(other_magnesium_mg="1e2"),
    "a mass with seven decimals": _person(other_magnesium_mg="0.0000001"),
    "a capsule without magnesium": _capsule(elemental_mg="0.000"),
    "a strength finer than a label prints": _capsule(elemental_mg="0.0001"),
    "a capsule in thirds": _capsule(divides_into=3),
    "a capsule that divides into true": _capsule(divides_into=True),
    "501 ingredients": _capsule(ingredients=["water"] * 501),
    "an ingredient of 301 letters": _capsule(ingredients=["w" * 301]),
    "a product of no kind": _case(product='{"vehicle": "oil"}'),
    "a product of two kinds": _capsule(vehicle="oil"),
    "a product of an unknown kind": _case(product='{"kind": "infusion"}'),
    "an amount of days as text": _case(more=', "hold_days": "7"'),
    "no amount of days": _case(more=', "hold_days": []'),
    "a plan without steps": Document("DosePlan", '{"kind": "dose-plan", "steps": []}'),
    "an answer without its word": Document("Offer", '{"plan": null, "findings": []}'),
}
"""What every checker refuses."""

ODD: Final[dict[str, Document]] = {
    "nothing stated": _case(),
    "each key with null that may have it": _person(
        zone=None, age_years=None, conditions=None, medicines=None, routine=None
    ),
    "conditions out of order": _person(conditions=["pots", "eds"]),
    "the oldest age": _person(age_years=130),
    "200 medicines": _person(medicines=[{"name": f"medicine {n}"} for n in range(200)]),
    "a medicine of 1,000 letters": _person(medicines=[{"name": "m" * 1000}]),
    "a medicine with odd spaces": _person(medicines=[{"name": "\u00a0L-Thyroxin\u202f75\u00a0\u00b5g\u200b"}]),
    "a medicine in letters of another plane": _person(medicines=[{"name": "\U0001d453\u00fc\u4e2d"}]),
    "a code with a line break": _person(medicines=[{"atc": "H03 AA01\n"}]),
    "the smallest and the largest mass": _person(other_magnesium_mg="999999.999999"),
    "a mass with zeros in front": _person(other_magnesium_mg="000000100"),
    "a strength with zeros behind": _capsule(elemental_mg="62.500000"),
    "an eGFR of 300": _person(egfr={"value": "300.00", "unit": "ml/min/1.73m2"}),
    "an eGFR of many decimals": _person(egfr={"value": f"29.{'9' * 1200}", "unit": "ml/min/1.73m2"}),
    "a leap day": _person(as_of="2000-02-29"),
    "the last day there is": _person(as_of="9999-12-31"),
    "one day for each rung": _case(more=', "hold_days": [7, 14]'),
}
"""What every checker accepts."""

APART: Final[dict[str, Document]] = {
    "a key that stands twice": _case(situation='{"zone": "green", "zone": "red"}'),
    "a whole number with a decimal point": _case(situation='{"age_years": 34.0}'),
    "a medicine without a name or code": _person(medicines=[{"route": "oral"}]),
    "words that name no medicine": _person(medicines=[{"name": "no known medications"}]),
    "words that name no condition": _person(other_conditions=["unknown"]),
    "a condition that has a word": _person(other_conditions=["EDS"]),
    "a kidney date without a result": _person(kidney_date="2026-02-01", as_of="2026-03-01"),
    "a kidney date after today": _person(kidney="normal", kidney_date="2026-03-02", as_of="2026-03-01"),
    "an amount to go down to in a start": _case(more=', "lower_to_mg": "50"'),
    "a meal while asleep": _person(routine={"wakes": "07:00", "sleeps": "22:00", "dinner": "23:00"}),
    "a rung that begins on another day": Document(
        "DosePlan",
        '{"kind": "dose-plan", "steps": [{"first_day": 2, "days": null, "intakes": '
        '[{"at": "dinner", "portion": "1", "elemental_mg": "100", "with_food": true}]}]}',
    ),
    "a total that is no sum": Document(
        "Step",
        '{"first_day": 1, "days": 7, "daily_mg": "50", "intakes": '
        '[{"at": "dinner", "portion": "1", "elemental_mg": "100", "with_food": true}]}',
    ),
    "no reaction beside a reaction": Document("CheckIn", '{"day": "2026-03-01", "reactions": ["none", "itching"]}'),
}
"""What only a reader refuses, because a schema cannot say it."""
