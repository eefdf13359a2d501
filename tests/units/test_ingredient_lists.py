"""Ingredient lists of a label: read to their end over several lines, or named as not read to their end."""

import pytest

from alpims_mg import Label

AMOUNT = "Serving size: 2 capsules\nMagnesium (as magnesium glycinate) 100 mg\n"
CUT = "not stated"

# fmt: off
LISTS: list[tuple[str, tuple[str, ...] | None]] = [
    ("Other Ingredients: cellulose, vegetable\nstearate, FD&C Yellow #5, sucralose, sodium benzoate.",
     ("cellulose", "vegetable stearate", "FD&C Yellow #5", "sucralose", "sodium benzoate")),
    ("Other Ingredients: Cellulose, Vegetable\nStearate, Sucralose, Sodium Benzoate",
     ("Cellulose", "Vegetable Stearate", "Sucralose", "Sodium Benzoate")),
    ("Other Ingredients: Cellulose, Vegetable\nStearate\nStore cool", ("Cellulose", "Vegetable Stearate")),
    ("Other ingredients: Cellulose\nXylitol\nStore cool", ("Cellulose", "Xylitol")),
    ("Other ingredients: cellulose, FD&C Yellow No. 5, sucralose.\nStore cool",
     ("cellulose", "FD&C Yellow No. 5", "sucralose")),
    ("Other ingredients: cellulose, FD&C Yellow No.\n5, sucralose", ("cellulose", "FD&C Yellow No. 5", "sucralose")),
    ("Other ingredients: oil of C. sinensis, silica", ("oil of C. sinensis", "silica")),
    ("Other ingredients: cellulose, preser-\nvative, silica.", ("cellulose", "preservative", "silica")),
    ("Other ingredients: Capsule (hypromellose,\nwater), rice flour", ("Capsule (hypromellose, water)", "rice flour")),
    ("Other ingredients: cellulose,\n\nsucralose", ("cellulose", CUT)),
    ("Other ingredients: cellulose and", ("cellulose and", CUT)),
    ("Other ingredients: cellulose, art.", ("cellulose", "art", CUT)),
    ("Other ingredients: cellulose (microcrystalline,", ("cellulose (microcrystalline,", CUT)),
    ("Other ingredients: cellulose\nA line of unknown words", ("cellulose", CUT)),
    ("Other ingredients: cellulose\nCoating: shellac", ("cellulose", CUT)),
    ("Other ingredients: cellulose\nContains: soy", ("cellulose",)),
    ("Other ingredients: cellulose\nVegan, gluten free", ("cellulose",)),
    ("Other ingredients: cellulose\nSoy-free, vegan", ("cellulose",)),
    ("Other ingredients: cellulose\nFree from yeast, wheat and artificial flavour", ("cellulose",)),
    ("Other ingredients: cellulose\nPer capsule: 50 mg", ("cellulose",)),
    ("Other ingredients: silica, free from yeast, wheat and artificial flavour, stevia",
     ("silica", "free from yeast, wheat and artificial flavour", "stevia")),
    ("Other ingredients: silica, free from yeast, stevia", ("silica", "free from yeast", "stevia")),
    ("Other ingredients: silica, free from yeast, only stevia and aroma",
     ("silica", "free from yeast", "only stevia and aroma")),
    ("Other ingredients: silica, free from yeast and wheat, stevia",
     ("silica", "free from yeast and wheat", "stevia")),
    ("Ingredients: magnesium citrate 700 mg, of which 100 mg magnesium", None),
    ("Ingredients: magnesium citrate", ()),
    ("Contains no artificial\nflavours or stevia", None),
    ("Contains no artificial flavours or\nstevia", None),
]
# fmt: on


@pytest.mark.parametrize(("text", "ingredients"), LISTS)
def test_a_list_is_read_to_its_end_or_marked_as_incomplete(text: str, ingredients: tuple[str, ...] | None) -> None:
    label = Label.from_text(AMOUNT + text)
    assert label.ingredients == ingredients
    assert ("Not named on the label" in str(label)) == (ingredients is not None and CUT not in ingredients)
    assert ("label.ingredients" in {gap.path for gap in label.not_read}) == ("Not named on the label" not in str(label))
