"""Eight records of the NIH label database, if they are here: everything on them is found, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from units.builders import faults_of

from alpims_mg import Additive, Label
from alpims_mg.labels.ingredients import additives_in

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "dsld"
GUIDE = {Additive.CITRUS, Additive.CITRIC_ACID, Additive.STEVIA, Additive.FLAVOURING}
FIVE_GRAMS, TABLET = ("5 Gram(s)", None), ("1 Tablet(s)", 1)

# name: sources, servings with their milligrams, additives that the guide avoids, one ingredient, why no capsule
RECORDS: dict[str, tuple[list[str], list[tuple[str, int | None, str | None]], set[str], str, set[str]]] = {
    "multivitamin_246811": (
        ["oxide"],
        [("5 Gram(s)", None, "20"), ("0.25 Teaspoon(s); children (age 6+)", None, None)],
        {"citrus", "citric-acid", "stevia", "flavouring"},
        "Stevia leaf extract",
        {"servings.capsules"},
    ),
    "multivitamin_276336": (["oxide"], [("1 Tablet(s)", 1, "40")], {"citrus"}, "Vegetable Magnesium Stearate", set()),
    "multivitamin_249664": (["oxide"], [("1 Tablet(s)", 1, "40")], {"citrus"}, "Vegetable Magnesium Stearate", set()),
    "nutritional_shake_220884": (
        ["citrate"], [("43 Gram(s)", None, "50")], {"stevia", "flavouring"}, "organic French Vanilla flavor",
        {"servings.capsules"},
    ),
    "calcium_261967": (["none"], [("3 Tablet(s)", 3, "96")], set(), "Magnesium Stearate", {"sources"}),
    "probiotics_248267": (
        [], [("1 Capsule(s)", 1, None)], set(), "Vegetable Magnesium Stearate", {"sources", "servings.elemental"},
    ),
    "mane_270619": (
        [], [("1 Gram(s); 1 Scoop", None, None)], set(), "Lions Mane", {"sources", "servings.elemental"},
    ),
    "chia_seeds_214893": (
        [], [("12 Gram(s); (1 Tbsp)(1 scoop)", None, None)], set(), "organic Chia seeds",
        {"sources", "servings.elemental"},
    ),
}  # fmt: skip

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real labels are not here")


def record(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.JSON").read_text(encoding="utf-8"))
    return loaded


def names(value: Any) -> set[str]:
    """Every name in a part of a record, at any depth."""
    if isinstance(value, dict):
        own = {value["name"]} if isinstance(value.get("name"), str) else set()
        inner = (part for key, part in value.items() if key in {"nestedRows", "forms", "ingredients"})
        return own.union(*map(names, inner))
    return set().union(*map(names, value)) if isinstance(value, list) else set()


def test_every_record_of_the_folder_is_tested() -> None:
    assert {file.stem for file in FOLDER.glob("*.JSON")} == set(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_a_real_label_is_read_exactly(name: str) -> None:
    sources, servings, additives, ingredient, fault_paths = RECORDS[name]
    label = Label.from_dsld(record(name))
    assert [str(source.form).lower() for source in label.sources] == sources
    read = [
        (serving.words, serving.capsules, serving.elemental and serving.elemental.format_mg())
        for serving in label.servings
    ]
    assert read == servings
    assert all(serving.compound is None for serving in label.servings)
    assert not label.findings
    assert label.ingredients is not None
    assert {str(additive) for additive in additives_in(label.ingredients) & GUIDE} == additives
    assert ingredient in label.ingredients
    assert not {"None", "Magnesium"}.intersection(label.ingredients)
    assert {fault.path for fault in faults_of(label.capsule, divides_into=2)} == fault_paths
    if not fault_paths:
        assert label.capsule(divides_into=2).elemental.format_mg() == "40"


@pytest.mark.parametrize("name", RECORDS)
def test_every_name_on_a_real_label_except_the_sources_is_an_ingredient(name: str) -> None:
    read = record(name)
    in_record = names(read["ingredientRows"]) | names(read["otheringredients"])
    listed = set(Label.from_dsld(read).ingredients or ())
    # A name that lists several ingredients is split at its commas.
    missing = {
        name for name in in_record if name not in listed and not {part.strip() for part in name.split(",")} <= listed
    }
    assert missing <= {"None", "Magnesium", "Magnesium Oxide", "Magnesium Citrate"}
