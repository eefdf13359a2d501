"""JSON documents that the library writes, and the same with one change each, to compare the schema with the readers."""

import copy
import json
import random
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
