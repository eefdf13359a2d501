"""The screen of ingredients, by additive: every spelling, and every word that only looks like one."""

import pytest

from alpims_mg import Additive, Label
from alpims_mg.labels.ingredients import additives_in

FRUITS = ("orange", "lemon", "lime", "grapefruit", "tangerine", "mandarin", "bergamot", "yuzu")
PARTS = ("peel", "oil", "juice", "powder", "flavor")

SPELLED = {
    "citric-acid": (
        *("citric acid", "citric acid anhydrous", "citric acid (monohydrate)", "E330", "E 330", "E-330", "e330"),
        *("sour salt", "\uff23\uff49\uff54\uff52\uff49\uff43 acid", "acidity regulator: citric acid", "E\u2011330"),
        *("E.330", "E no. 330", "E numbers: 330, 331", "INS 330", "INS330", "acidity regulator (330)", "acidulant 330"),
        *("Zitronens\u00e4ure", "acide citrique", "\u00e1cido c\u00edtrico", "kwas cytrynowy", "citroenzuur"),
        *("acidity regulators (330, 331)", "food acids (296, 330)", "food acids (E296 and E330)", "acidifier [E330]"),
    ),
    "citrus": (
        *FRUITS,
        *(f"{fruit} {part}" for fruit in FRUITS for part in PARTS),
        *("Citrus sinensis", "Citrus reticulata", "Citrus limon", "Citrus aurantium", "Citrus paradisi"),
        *("citrus bioflavonoids", "natural citrus flavor", "Zitronen\u00f6l", "Orangenaroma", "zumo de naranja"),
    ),
    "stevia": (
        *("stevia", "Stevia rebaudiana", "stevia leaf extract", "steviol glycosides", "rebaudioside A"),
        *("rebaudioside M", "rebaudioside D", "Reb A", "rebiana", "stevioside", "Truvia", "PureVia", "E960", "E960a"),
        *("E 960c", "E-960", "STEVIA (leaf)", "sweetener (960)", "sweeteners (955, 960)", "INS 960a"),
    ),
    "flavouring": (
        *("natural flavor", "natural flavors", "natural flavour", "natural flavours", "natural flavoring"),
        *("natural flavourings", "natural and artificial flavors", "N&A flavors", "artificial flavor", "vanillin"),
        *("ethyl vanillin", "orange essence", "masking flavor", "spice extract", "flavor (vanilla)", "aroma"),
        *("organic French Vanilla flavor", "natural citrus flavor", "vanilla", "vanilla bean powder"),
        *("ar\u00f4me naturel", "nat\u00fcrliche Aromen", "aromatizantes", "Vanillearoma"),
    ),
    "citrate-salt": ("calcium citrate", "potassium citrate", "zinc citrate", "magnesium citrate"),
    "dye": (
        *("FD&C Blue 1", "FD&C Blue 2", "FD&C Blue No. 1", "Red 3", "E127", "Red 40", "Allura Red AC", "E129"),
        *("Yellow 5", "tartrazine", "E102", "Yellow 6", "sunset yellow", "E110", "D&C Yellow 10", "Blue 1 Lake"),
        *("titanium dioxide", "E171", "CI 77891", "caramel color", "caramel colour", "E150a", "E150b", "E150c"),
        *("E150d", "carmine", "cochineal", "E120", "annatto", "E160b", "color added", "iron oxides", "E172"),
    ),
    "preservative": (
        *("sodium benzoate", "E211", "potassium sorbate", "E202", "sulfites", "parabens", "methylparaben", "BHA"),
        *("BHT", "E320", "E321", "EDTA", "E385", "calcium disodium EDTA"),
        *(f"E{number}" for number in range(220, 229)),
        *(f"E{number}" for number in range(214, 220)),
    ),
    "sweetener": (
        *("sucralose", "E955", "aspartame", "E951", "acesulfame K", "E950", "saccharin", "xylitol", "sorbitol"),
        *("mannitol", "erythritol", "monk fruit", "luo han guo", "maltodextrin"),
    ),
    "filler": (
        *("magnesium stearate", "E470b", "vegetable magnesium stearate", "stearic acid", "silicon dioxide", "E551"),
        *("carrageenan", "E407", "polysorbate 80", "E433", "PEG", "macrogol", "povidone", "talc", "E553b", "shellac"),
        *("E904", "pharmaceutical glaze", "food glaze", "gelatin", "MCC", "E460", "croscarmellose", "HPMC"),
    ),
    "fragrance": (
        *(
            "Parfum",
            "fragrance (parfum)",
            "perfume",
            "lavender essential oil",
            "Lavandula angustifolia oil",
            "linalool",
        ),
        *("Melaleuca alternifolia leaf oil", "limonene", "\u00e4therische \u00d6le", "huiles essentielles", "menthol"),
    ),
}
FALSE_FRIENDS = {
    "citrus": (
        *("magnesium citrate", "calcium citrate", "potassium citrate", "CitriMax", "lemon balm", "lemongrass"),
        *("orange pekoe", "isoquercitrin", "myricitrin", "citrulline", "citric acid", "no citrus", "citrus-free"),
    ),
    "citric-acid": (
        *("magnesium citrate", "calcium citrate", "free from citric acid", "without citric acid", "E3301"),
        *("330", "330 mg", "vitamin E (330 mg)", "vitamins C, E, 330 mg", "antioxidant 330 mg", "no E330"),
        *("acidity regulator (331)", "acidity regulators (331, 3301)"),
    ),
    "stevia": ("erythritol", "stevia-free", "contains no stevia", "free from stevia", "sweetener (955)"),
    "flavouring": (
        *("flavonoid", "bioflavonoid", "isoflavone", "riboflavin", "unflavored", "unflavoured"),
        *("no artificial flavors", "no artificial flavours", "free from flavourings", "soy isoflavones"),
    ),
    "dye": ("colorless", "colourless", "no artificial colors", "no artificial colours"),
    "fragrance": ("fragrance-free", "unscented", "no perfume", "without essential oils", "parfum-free", "olive oil"),
}
NO_ADDITIVE = ("None", "none", "hypromellosum", "magnesium bisglycinate", "water")


@pytest.mark.parametrize(
    ("additive", "spelling"),
    [(additive, spelling) for additive, spellings in SPELLED.items() for spelling in spellings],
)
def test_a_spelling_is_found(additive: str, spelling: str) -> None:
    assert Additive(additive) in additives_in((spelling,))


@pytest.mark.parametrize(
    ("additive", "friend"), [(additive, friend) for additive, friends in FALSE_FRIENDS.items() for friend in friends]
)
def test_a_false_friend_is_not_found(additive: str, friend: str) -> None:
    assert Additive(additive) not in additives_in((friend,))


@pytest.mark.parametrize("spelling", NO_ADDITIVE)
def test_an_ingredient_that_is_no_additive_is_not_found(spelling: str) -> None:
    assert additives_in((spelling,)) == frozenset()


def test_free_in_a_longer_word_denies_nothing() -> None:
    assert Additive.CITRUS in additives_in(("citrus free-radical complex",))


def test_every_additive_has_spellings() -> None:
    assert set(SPELLED) == {str(additive) for additive in Additive}


def test_none_on_a_label_is_an_empty_list_and_a_missing_list_is_not_stated() -> None:
    assert Label.from_text("Magnesium oxide 10 mg. Other ingredients: None").ingredients == ()
    assert Label.from_text("Magnesium oxide 10 mg").ingredients is None


def test_an_allergen_statement_names_no_additive() -> None:
    text = "Other ingredients: cellulose\nAllergens: contains no soy, milk or artificial flavors"
    assert Label.from_text(text).ingredients == ("cellulose",)
