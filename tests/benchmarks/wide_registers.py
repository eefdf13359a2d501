"""Registers with many distinct cells: one as clinics have it, and ones in which two columns vary freely."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any, Final

import polars as pl

from alpims_mg import Additive, Condition, DosageForm, Form, Intent, KidneyFunction, MedicineClass, Tolerance, Zone
from alpims_mg.adapters.frames import SCHEMA, Encoding
from alpims_mg.testing import registers

MEDICINES: Final = (
    *(str(kind) for kind in MedicineClass if kind is not MedicineClass.UNRECOGNISED),
    *("H02AB06", "C07AB07", "H03AA01", "N06AB06", "A02BC01", "C03DA01", "C03CA01", "J01MA02", "B01AA03", "N03AX12"),
)
_NAMES: Final = (
    *("sertraline", "citalopram", "omeprazole", "lisinopril", "Metformin", "atorvastatin", "amlodipine", "bisoprolol"),
    *("Levothyroxine", "levothyroxine sodium", "gabapentin", "pregabalin", "spironolactone", "furosemide", "digoxin"),
    *("ciprofloxacin", "doxycycline", "alendronic acid", "ferrous sulfate", "cetirizine", "famotidine", "ibuprofen"),
)
NAMES: Final = (
    *(f"{name} {strength} mg" for name in _NAMES for strength in (5, 10, 12.5, 20, 25, 40, 50, 75, 100, 150, 200, 500)),
    *(f"{name.upper()} {strength}MG TABLET" for name in _NAMES for strength in (10, 20, 50, 100)),
    *(f"{name.title()} {strength} MCG Oral Tablet" for name in _NAMES for strength in (25, 50, 88, 100)),
    *(f"remedy {number}" for number in range(100)),
)
"""Medicines as a clinic writes them down: with strengths, in capitals, and some that nothing recognises."""
INGREDIENTS: Final = (
    *("hypromellose", "rice flour", "gelatin", "magnesium stearate", "citric acid", "stevia", "natural orange flavour"),
    *("see label", "silica", "cellulose", "E330", "titanium dioxide", "sucralose", "sodium benzoate"),
    *(f"extract {number}" for number in range(200)),
)
ACKNOWLEDGED: Final = (
    *("consult.start", "consult.adjust"),
    *(f"medicine.levothyroxine [{medicine}]" for medicine in MEDICINES[:8]),
)
_NUMBERS: Final = {column.name for column in SCHEMA if Encoding.NUMBER in column.encodings}


def typed(name: str, cells: Sequence[Any]) -> pl.Series:
    """A column of a register. Numbers are floats, everything else is text."""
    return pl.Series(name, cells, dtype=pl.Float64 if name in _NUMBERS else pl.String, strict=False)


def realistic_register(rows: int, *, medicine_lists: int, seed: int = 1) -> pl.DataFrame:
    """A register as clinics have it: an eGFR with a decimal, 30 strengths and 20 other amounts.

    ``medicine_lists`` is the number of different lists of medicines. A list has up to ten of them: words of classes,
    codes, and names with strengths.
    """
    chance = Random(seed)
    columns = registers(rows, seed=seed)
    popular = chance.sample((*MEDICINES, *NAMES), len(MEDICINES) + len(NAMES))
    weights = [1 / (position + 2) for position in range(len(popular))]

    def medicines() -> str:
        count = min(1 + int(chance.expovariate(0.35)), 10)
        return ";".join(dict.fromkeys(chance.choices(popular, weights, k=count)))

    lists = distinct(medicine_lists, medicines)
    columns["medicines"] = [*lists, *chance.choices(lists, k=rows)][:rows]
    chance.shuffle(columns["medicines"])
    rates = [None, *(rate / 10 for rate in range(50, 1600))]
    columns["egfr"] = chance.choices(rates, k=rows)
    columns["elemental_mg"] = chance.choices(
        [20 + 13 * step + (0.5 if step % 5 == 0 else 0) for step in range(30)], k=rows
    )
    other = [None, 0.0, *(10.0 * step + (0.25 if step % 4 == 0 else 0) for step in range(1, 20))]
    columns["other_magnesium_mg"] = chance.choices(other, [20, 50, *[2] * 19], k=rows)
    return pl.DataFrame([typed(name, cells) for name, cells in columns.items()])


def distinct(count: int, make: Callable[[], str]) -> list[str]:
    """This many different texts."""
    texts: dict[str, None] = {}
    while len(texts) < count:
        texts[make()] = None
    return list(texts)


def ranges(seed: int = 5) -> Mapping[str, Sequence[Any]]:
    """For each column, the cells over which it varies freely. Of lists, some thousands of different ones."""
    chance = Random(seed)

    def lists(words: Sequence[str], most: int, count: int = 3_000) -> list[str]:
        return distinct(count, lambda: ";".join(chance.sample(words, chance.randint(0, most))) or "none")

    days = [str(date(2020, 1, 1) + timedelta(days=day)) for day in range(2_200)]
    return {
        "zone": [None, *map(str, Zone)],
        "age_years": [None, *map(float, range(131))],
        "kidney": [None, *map(str, KidneyFunction)],
        "conditions": lists([str(condition) for condition in Condition], 6),
        "medicines": lists(MEDICINES, 6),
        "current_daily_mg": [None, *(half / 2 for half in range(1_001))],
        "tolerance": [None, *map(str, Tolerance)],
        "egfr": [None, *(rate / 10 for rate in range(50, 1_500))],
        "kidney_date": [None, *days],
        "as_of": [None, *days],
        "other_magnesium_mg": [None, *(half / 2 for half in range(1_201))],
        "avoids": lists([str(additive) for additive in Additive], 6, 300),
        "acknowledged": lists(ACKNOWLEDGED, 5, 1_500),
        "target_mg": [None, *(200 + half / 2 for half in range(401))],
        "hold_days": [None, *map(float, range(3, 29))],
        "intent": [str(intent) for intent in Intent],
        "product": ["capsule", "oil", "cream", "bath"],
        "form": [str(form) for form in Form],
        "elemental_mg": [*map(float, range(1, 601)), *(whole + 0.5 for whole in range(10, 400))],
        "divides_into": [1.0, 2.0, 4.0],
        "dosage_form": [None, *map(str, DosageForm)],
        "ingredients": lists(INGREDIENTS, 6),
    }


def registers_by_pair(base: pl.DataFrame, seed: int = 5) -> Iterator[tuple[str, pl.DataFrame]]:
    """For each pair of columns, its name and the register in which these two vary freely over their ranges."""
    chance = Random(seed)
    columns = {name: typed(name, chance.choices(cells, k=base.height)) for name, cells in ranges(seed).items()}
    for left, right in combinations(columns, 2):
        yield f"{left} x {right}", base.with_columns(columns[left], columns[right])


def with_open_amounts(frame: pl.DataFrame, seed: int = 5) -> pl.DataFrame:
    """A register with every intent. A third of the present amounts is not stated."""
    chance = Random(seed)
    return frame.with_columns(
        typed("intent", chance.choices([str(intent) for intent in Intent], k=frame.height)),
        typed("current_daily_mg", chance.choices([None, 100.0, 200.0], k=frame.height)),
    )
