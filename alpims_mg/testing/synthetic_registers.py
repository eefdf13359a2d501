"""Makes registers of invented people for tests and benchmarks. Cells are drawn from weighted lists of common values."""

from collections.abc import Sequence
from random import Random
from typing import Any, Final

from alpims_mg._internal.validation import a_whole_number
from alpims_mg.errors import raise_if_any

__all__ = ["registers"]

_ACKNOWLEDGED = "consult.start;consult.adjust"

_WEIGHTS: Final[dict[str, dict[Any, int]]] = {
    "zone": {"green": 60, "yellow": 25, "red": 12, None: 3},
    "kidney": {"normal": 70, "moderate": 12, "severe": 3, "not-assessed": 10, None: 5},
    "conditions": {
        "none": 25,
        "mcas": 9,
        "pots": 9,
        "eds;pots": 9,
        "eds;mcas;pots": 8,
        "me-cfs": 6,
        "chronic-pain;eds": 6,
        "neurodivergence": 6,
        "ibs;mcas": 5,
        "low-blood-pressure;pots": 4,
        "cardiac": 2,
        "irregular-heartbeat": 2,
        "kidney-disease": 2,
        "pregnancy": 2,
        "heart-block": 1,
        "myasthenia-gravis": 1,
        "planned-surgery": 1,
        "oral-hypersensitivity": 1,
        "gut-flare;mcas": 1,
        "dialysis": 1,
        "long covid;pots": 1,
        None: 1,
    },
    "medicines": {
        "none": 35,
        "levothyroxine": 10,
        "ssri": 10,
        "proton-pump-inhibitor": 8,
        "H02AB06": 4,
        "beta-blocker": 5,
        "C07AB07": 4,
        "levothyroxine;ssri": 5,
        "antibiotic": 3,
        "potassium-sparing-diuretic": 3,
        "bisphosphonate;proton-pump-inhibitor": 3,
        "magnesium-medicine": 2,
        "raltegravir": 1,
        "other-prescription": 3,
        None: 4,
    },
    "intent": {"start": 45, "maintain": 40, "increase": 15},
    "tolerance": {"proven": 55, "unproven": 35, None: 10},
    "product": {"capsule": 85, "oil": 7, "cream": 5, "bath": 3},
    "form": {"glycinate": 45, "taurate": 8, "malate": 12, "threonate": 10, "citrate": 15, "oxide": 10},
    "elemental_mg": {100.0: 40, 120.0: 15, 62.5: 5, 200.0: 15, 75.0: 8, 150.0: 8, 250.0: 4, 400.0: 4, 500.0: 1},
    "divides_into": {1: 40, 2: 35, 4: 25},
    "ingredients": {
        "hypromellose": 50,
        "hypromellose; rice flour": 15,
        "gelatin; magnesium stearate": 15,
        "citric acid; stevia": 5,
        "natural orange flavour": 3,
        "see label": 2,
        None: 10,
    },
    "avoids": {None: 95, "dye": 3, "sweetener;preservative": 2},
    "target_mg": {None: 70, 200.0: 10, 300.0: 12, 350.0: 4, 400.0: 4},
    "current_daily_mg": {None: 45, 50.0: 8, 100.0: 18, 150.0: 7, 200.0: 14, 300.0: 5, 400.0: 3},
    "hold_days": {None: 80, 7: 15, 14: 5},
    "other_magnesium_mg": {0.0: 60, None: 25, 60.0: 8, 100.0: 5, 250.0: 2},
    "acknowledged": {None: 40, _ACKNOWLEDGED: 50, f"{_ACKNOWLEDGED};medicine.levothyroxine [levothyroxine]": 10},
    "egfr": {None: 75, 96.0: 10, 72.4: 8, 59.9: 4, 29.9: 2, 30.0: 1},
    "kidney_date": {None: 60, "2025-11-03": 25, "2024-02-29": 10, "2023-06-30": 5},
    "as_of": {"2026-01-15": 1},
    "other_conditions": {None: 90, "none": 5, "gout": 3, "gout;sarcoidosis": 2},
    "dosage_form": {
        "hard-capsule": 60,
        "tablet": 10,
        "scored-tablet": 8,
        "softgel": 4,
        "modified-release": 3,
        "enteric-coated": 2,
        "powder": 4,
        "other": 3,
        None: 6,
    },
    "partial": {None: 97, "medicines": 2, "conditions;medicines": 1},
}

_BAD_WORDS: Final = (None, "", " ", "GREEN", "green ", "blue", "nan", "None", "null", "none;none", "\x00", "🟢")
_BAD_NUMBERS: Final = (
    None,
    float("nan"),
    float("inf"),
    float("-inf"),
    -1.0,
    -0.0,
    0.1 + 0.2,
    1e-7,
    3.5,
    131.0,
    9007199254740993.0,
    1e300,
    5e-324,
    100.0005,
)
_BAD_LISTS: Final = (
    None,
    "",
    ";",
    "none;none",
    "none",
    "mcas;;eds",
    "MCAS",
    " mcas ; eds ",
    "mcas,eds",
    "unknown-word",
    "heart-block;unknown-word",
    "consult.start",
    "consult.start;zone.red.capsule.change",
    "medicine.levothyroxine",
    "medicine.levothyroxine [levothyroxine",
    "levothyroxine;H03AA01",
    "H03AA01;X99ZZ99",
    "=mcas\x1f!",
)
_BAD_DATES: Final = (None, "", "2026-02-30", "20260101", "2099-01-01", "yesterday", "2026-01-15T00:00")
_AGES: Final = range(131)


def registers(rows: int, seed: int, *, hostile: int = 0) -> dict[str, list[Any]]:
    """A register of invented people: a mapping from column names to lists with one cell for each person.

    Equal arguments give equal registers.

    ``hostile`` is the number of bad cells per thousand: nulls, unknown words, and numbers that are not finite, out of
    range or not exact. All numbers are floats, and all lists are text, as in a CSV file.

    Raises: ``InvalidInputError`` for a number below 0, or any value that is not a whole number.
    """
    raise_if_any(
        (
            a_whole_number("rows", rows, least=0, most=10**9, of="rows"),
            a_whole_number("seed", seed, least=-(10**18), most=10**18, of="the seed"),
            a_whole_number("hostile", hostile, least=0, most=1000, of="bad cells"),
        )
    )
    chance = Random(seed)
    ages = [min(max(round(age), 0), 105) for age in (chance.gauss(41, 21) for _ in range(rows))]
    columns: dict[str, list[Any]] = {"age_years": [float(age) for age in ages]}
    for name, weights in _WEIGHTS.items():
        columns[name] = chance.choices(tuple(weights), tuple(weights.values()), k=rows)
    for name, column in columns.items():
        bad_rows = chance.sample(range(rows), rows * hostile // 1000)
        bad_cells = chance.choices(_bad_cells(name), k=len(bad_rows))
        for row, cell in zip(bad_rows, bad_cells, strict=True):
            column[row] = cell
    return columns


def _bad_cells(name: str) -> Sequence[Any]:
    """The values from which a bad cell of a column is drawn: of the column's usual type, and most of them invalid."""
    if name in {"kidney_date", "as_of"}:
        return _BAD_DATES
    if name in {"conditions", "other_conditions", "medicines", "partial", "ingredients", "avoids", "acknowledged"}:
        return _BAD_LISTS
    first = next(iter(_WEIGHTS.get(name, {0.0: 1})))
    values = (cell for cell in _WEIGHTS.get(name, {}) if cell is not None)
    return _BAD_WORDS if isinstance(next(values, first), str) else _BAD_NUMBERS
