"""The amounts of labels in seven languages, in plain English forms, and in words that are glued together."""

import pytest

from alpims_mg import DosageForm, Elemental, Label

# fmt: off
AMOUNTS: list[tuple[str, int | None, str, str | None, str]] = [
    ("Eine Kapsel enthält: Magnesiumcitrat 1500 mg, davon 240 mg Magnesium", 1, "240", "1500", "citrate"),
    ("Pro Kapsel: 100 mg elementares Magnesium (als Magnesiumbisglycinat)", 1, "100", None, "glycinate"),
    ("Zwei Kapseln enthalten 1.400 mg Magnesiumbisglycinat, davon 140 mg Magnesium", 2, "140", None, "glycinate"),
    ("Zwei Tabletten enthalten: Magnesiumoxid 500 mg, entspricht 300 mg elementarem Magnesium",
     2, "300", "500", "oxide"),
    ("Portionsgröße: 2 Kapseln\nMagnesium (als Magnesiummalat) 187,5 mg 50 % NRV", 2, "187.5", None, "malate"),
    ("Pro Tagesdosis (3 Kapseln): Magnesium (aus Magnesiumtaurat) 300 mg", 3, "300", None, "taurate"),
    ("Je Tablette: Magnesium (als Magnesium-L-Threonat) 48 mg", 1, "48", None, "threonate"),
    ("1 Messlöffel enthält: Magnesiumcitrat 2000 mg, davon Magnesium 320 mg. Magnesiumpulver",
     1, "320", "2000", "citrate"),
    ("Pour 2 gélules : bisglycinate de magnésium 700 mg, dont magnésium 70 mg", 2, "70", "700", "glycinate"),
    ("Par comprimé : 100 mg de magnésium (sous forme d'oxyde de magnésium)", 1, "100", None, "oxide"),
    ("Deux gélules apportent : citrate de magnésium 1250 mg soit 200 mg de magnésium élément",
     2, "200", "1250", "citrate"),
    ("Pour 3 gélules : magnésium 300 mg (citrate de magnésium)", 3, "300", None, "citrate"),
    ("Une gélule contient 66,5 mg de magnésium élémentaire (malate de magnésium)", 1, "66.5", None, "malate"),
    ("Taille de la portion : 2 comprimés\nMagnésium (taurate de magnésium) 100 mg 27 % VNR", 2, "100", None, "taurate"),
    ("Por cápsula: magnesio (como bisglicinato) 120 mg", 1, "120", None, "glycinate"),
    ("Por 2 comprimidos: citrato de magnesio 1.250 mg, de los cuales magnesio 200 mg", 2, "200", None, "citrate"),
    ("Cada comprimido contiene: óxido de magnesio 420 mg, equivalente a 250 mg de magnesio elemental",
     1, "250", "420", "oxide"),
    ("Dos cápsulas contienen: magnesio (malato de magnesio) 150 mg", 2, "150", None, "malate"),
    ("Por dosis diaria (2 cápsulas): magnesio (treonato de magnesio) 96 mg", 2, "96", None, "threonate"),
    ("Tamaño de la porción: 1 comprimido\nMagnesio (como taurato de magnesio) 62,5 mg", 1, "62.5", None, "taurate"),
    ("Per 2 compresse: magnesio citrato 1875 mg, di cui magnesio 300 mg", 2, "300", "1875", "citrate"),
    ("Una capsula contiene: magnesio bisglicinato 500 mg, pari a 50 mg di magnesio elementare",
     1, "50", "500", "glycinate"),
    ("Per compressa: magnesio (da ossido di magnesio) 150 mg", 1, "150", None, "oxide"),
    ("Due capsule apportano: magnesio (come malato di magnesio) 120 mg", 2, "120", None, "malate"),
    ("Per dose giornaliera (2 compresse): magnesio (come magnesio taurato) 112,5 mg 30% VNR",
     2, "112.5", None, "taurate"),
    ("1 kapsułka zawiera: cytrynian magnezu 625 mg, w tym magnez 100 mg", 1, "100", "625", "citrate"),
    ("2 tabletki zawierają: tlenek magnezu 330 mg, w tym magnez 200 mg", 2, "200", "330", "oxide"),
    ("W 2 kapsułkach: magnez (w postaci diglicynianu magnezu) 100 mg", 2, "100", None, "glycinate"),
    ("Na kapsułkę: 56,25 mg magnezu elementarnego (jabłczan magnezu)", 1, "56.25", None, "malate"),
    ("Na porcję dzienną (3 kapsułki): magnez (taurynian magnezu) 100 mg", 3, "100", None, "taurate"),
    ("Dwie kapsułki zawierają: L-treonian magnezu 1000 mg, w tym 72 mg magnezu", 2, "72", "1000", "threonate"),
    ("Per capsule: magnesium (als magnesiumbisglycinaat) 100 mg", 1, "100", None, "glycinate"),
    ("Per 2 tabletten: magnesiumcitraat 1250 mg, waarvan magnesium 200 mg", 2, "200", "1250", "citrate"),
    ("Eén capsule bevat 60 mg elementair magnesium (magnesiummalaat)", 1, "60", None, "malate"),
    ("Per dagdosering (3 capsules): magnesium (uit magnesiumtauraat) 150 mg 40% RI", 3, "150", None, "taurate"),
    ("Elke tablet bevat magnesiumoxide 500 mg, waarvan 300 mg magnesium", 1, "300", "500", "oxide"),
    ("Portiegrootte: 2 capsules\nMagnesium (als magnesium-L-threonaat) 96 mg", 2, "96", None, "threonate"),
    ("Per zakje: magnesium (magnesiumcitraat) 150 mg", 1, "150", None, "citrate"),
    ("Pro Beutel: Magnesium (als Magnesiumcitrat) 300 mg", 1, "300", None, "citrate"),
    ("Par sachet : magnésium (citrate de magnésium) 300 mg", 1, "300", None, "citrate"),
    ("Por sobre: magnesio (citrato de magnesio) 300 mg", 1, "300", None, "citrate"),
    ("Per bustina: magnesio (citrato di magnesio) 300 mg", 1, "300", None, "citrate"),
    ("Na saszetkę: magnez (cytrynian magnezu) 300 mg", 1, "300", None, "citrate"),
    ("Eine Tablette enthält Magnesiumsalze der Citronensäure 625 mg, davon Magnesium 100 mg",
     1, "100", "625", "citrate"),
    ("Each capsule contains: Magnesium (magnesium glycinate) 250 mg", 1, "250", None, "glycinate"),
    ("Serving size: 1 tablet. Magnesium (from Magnesium Oxide 42.3 mg) 25.5 mg", 1, "25.5", "42.3", "oxide"),
    ("Serving size: 1 tablet. Magnesium (as magnesium amino acid chelate) 126 mg 30%", 1, "126", None, "none"),
    ("Serving size: 1 tablet. Magnesium (as magnesium pidolate) 100 mg", 1, "100", None, "none"),
    ("Serving size: 1 tablet. Magnesium (from sea water) 100 mg", 1, "100", None, "none"),
    ("Serving size: 2\ncapsules\nMagnesium (as magnesium citrate) 200 mg", 2, "200", None, "citrate"),
    ("Serving size:\n2 capsules\nMagnesium (as magnesium citrate) 200 mg", 2, "200", None, "citrate"),
    ("Serving size: 2 gummies\nMagnesium (as magnesium citrate) 100 mg", 2, "100", None, "citrate"),
    ("Serving size: 1 scoop (5 g)\nEffervescent powder\nMagnesium (as magnesium citrate) 300 mg",
     1, "300", None, "citrate"),
    ("Magnesium powder\nServing size: 1 packet\nMagnesium (as magnesium citrate) 300 mg", 1, "300", None, "citrate"),
    ("Magnesium drink mix\nServing size: 1 stick\nMagnesium (as magnesium citrate) 300 mg", 1, "300", None, "citrate"),
    ("Serving size: 1 packet\nMagnesium (as magnesium citrate) 300 mg", None, "300", None, "citrate"),
    ("Serving size: 2 capsules\nMagnesium (as Magnesium Glycinate)....200mg....48%", 2, "200", None, "glycinate"),
    ("Serving size: 2 capsules\nMagnesium (as Magnesium Glycinate) _____ 200 mg", 2, "200", None, "glycinate"),
    ("Serving size: 1 capsule\nMagnesium (as MagnesiumGlycinate)100mg", 1, "100", None, "glycinate"),
    ("Serving size: 1 capsule\nMagnesium100mg (as magnesium citrate)", 1, "100", None, "citrate"),
    ("Serving size: 1 capsule\n700mgMagnesium Citrate providing 100mgElemental Magnesium", 1, "100", "700", "citrate"),
    ("Magnesium (citrate) 100 mg per tablet", 1, "100", None, "citrate"),
]
"""The text, the number of units, the milligrams of magnesium in them, those of the salt, and the form."""
# fmt: on


@pytest.mark.parametrize(("text", "units", "elemental", "compound", "form"), AMOUNTS)
def test_an_amount_is_read_with_its_units_and_its_form(
    text: str, units: int | None, elemental: str, compound: str | None, form: str
) -> None:
    label = Label.from_text(text)
    (serving,) = label.servings
    assert (serving.capsules, serving.elemental) == (units, Elemental.mg(elemental))
    assert (serving.compound and serving.compound.format_mg()) == compound
    assert {str(source.form).lower() for source in label.sources} == {form}


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium Complex (as 600mg Magnesium Glycinate and 400mgMagnesium L-Threonate) 1000mg",
        "Magnesium (as magnesiumglycinate and magnesium L-threonate) 100 mg",
        "Magnesium (als Magnesiumbisglycinat, Magnesium-L-Threonat) 100 mg",
        "700mgMagnesium Glycinate, 300mgMagnesium L-Threonate",
    ],
)
def test_two_forms_are_found_in_words_that_are_glued_together(text: str) -> None:
    assert {str(source.form) for source in Label.from_text(f"Serving size: 1 capsule\n{text}").sources} == {
        "glycinate",
        "threonate",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium 50 mg, 469mg Chloride (from Pink Himalayan Salt)",
        "Magnesium 50 mg, Chloride 469 mg",
        "Magnesium 50 mg; Sulfate 20 mg; Chloride 469 mg",
        "Magnesium 50 mg and chloride 469 mg",
        "Magnesium 50 mg, Chlorid 469 mg",
        "Potassium 99 mg, Magnesium 50 mg, Carbonate 20 mg",
    ],
)
def test_a_nutrient_beside_an_amount_of_magnesium_is_no_source_of_it(text: str) -> None:
    assert Label.from_text(f"Serving size: 1 tablet. {text}").sources == ()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Magnesium 100 mg (citrate)", "citrate"),
        ("Magnesium (glycinate, bisglycinate) 100 mg", "glycinate"),
        ("Magnesium 100 mg, as magnesium malate", "malate"),
    ],
)
def test_a_source_of_magnesium_beside_its_amount_is_still_found(text: str, form: str) -> None:
    assert {str(source.form) for source in Label.from_text(text).sources} == {form}


@pytest.mark.parametrize(
    "text",
    [
        "Portionsgr\u00f6\u00dfe: 2 Kapseln\nEine Kapsel enth\u00e4lt: Magnesium (als Magnesiumcitrat) 150 mg",
        "Taille de la portion : 2 g\u00e9lules\nUne g\u00e9lule : magn\u00e9sium (citrate de magn\u00e9sium) 150 mg",
        "Tama\u00f1o de la porci\u00f3n: 2 c\u00e1psulas\nCada c\u00e1psula: magnesio (citrato de magnesio) 150 mg",
        "Wielko\u015b\u0107 porcji: 2 kapsu\u0142ki\nKa\u017cda kapsu\u0142ka: magnez (cytrynian magnezu) 150 mg",
        "Portiegrootte: 2 capsules\nEen capsule: magnesium (magnesiumcitraat) 150 mg",
        "Porzione: 2 capsule\nOgni capsula: magnesio (citrato di magnesio) 150 mg",
    ],
)
def test_an_amount_in_one_capsule_is_never_divided_by_the_serving_in_any_language(text: str) -> None:
    stated = {(serving.capsules, serving.elemental) for serving in Label.from_text(text).servings if serving.elemental}
    assert stated <= {(1, Elemental.mg(150))}


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Tagesdosis (3 Tabletten):\nMagnesium (als Magnesiumcitrat) 300 mg 80 % NRV", "100"),
        (
            "Portionsgr\u00f6\u00dfe: 1 Tablette\nDrei Tabletten enthalten:\nMagnesium (als Magnesiumcitrat) 300 mg",
            "100",
        ),
        ("Dose journali\u00e8re (3 g\u00e9lules) :\nmagn\u00e9sium (citrate de magn\u00e9sium) 300 mg", "100"),
        ("Dosis diaria (3 c\u00e1psulas):\nmagnesio (citrato de magnesio) 300 mg", "100"),
        ("Dose giornaliera (3 compresse):\nmagnesio (citrato di magnesio) 300 mg", "100"),
        ("Porcja dzienna (3 kapsu\u0142ki):\nmagnez (cytrynian magnezu) 300 mg", "100"),
        ("Dagdosering (3 capsules):\nmagnesium (magnesiumcitraat) 300 mg", "100"),
        ("Portionsgr\u00f6\u00dfe: 1 Kapsel. Tagesdosis: Magnesium (als Magnesiumcitrat) 300 mg", None),
        ("N\u00e4hrwerte | pro 100 g | pro 2 Kapseln\nMagnesium (als Magnesiumcitrat) | 16 g | 200 mg", "100"),
        (
            "Valeurs | par g\u00e9lule | par 2 g\u00e9lules\nMagn\u00e9sium (citrate) | 100 mg | 200 mg",
            "100",
        ),
        ("Sk\u0142adnik | 1 kapsu\u0142ka | 2 kapsu\u0142ki\nMagnez (cytrynian magnezu) | 100 mg | 200 mg", "100"),
        ("Portionsgr\u00f6\u00dfe: 2 Kapseln / 3 Kapseln\nMagnesium (als Magnesiumcitrat) 150 mg", None),
        ("Pro Kapsel: Magnesium (als Magnesiumcitrat) 1000 mg 24 % NRV", None),
    ],
)
def test_columns_days_and_percentages_are_read_in_other_languages(text: str, each: str | None) -> None:
    label = Label.from_text(text)
    amounts = {
        serving.elemental.nanograms / serving.capsules / 10**6
        for serving in label.servings
        if serving.elemental and serving.capsules
    }
    assert amounts == (set() if each is None else {float(each)})


@pytest.mark.parametrize(
    "text",
    [
        "Elementares Magnesium: maximal 100 mg je Kapsel",
        "Magn\u00e9sium \u00e9l\u00e9ment : environ 100 mg par g\u00e9lule",
        "Magnesio elemental: hasta 100 mg por c\u00e1psula",
        "Magnesio elementare: circa 100 mg per capsula",
        "Magnez elementarny: do 100 mg na kapsu\u0142k\u0119",
        "Elementair magnesium: tot 100 mg per capsule",
    ],
)
def test_an_amount_that_is_not_exact_is_not_read_in_any_language(text: str) -> None:
    assert [serving.elemental for serving in Label.from_text(text).servings if serving.elemental] == []


@pytest.mark.parametrize(
    ("text", "dosage_form"),
    [
        ("Serving size: 1 scoop. Effervescent powder", DosageForm.POWDER),
        ("Serving size: 1 effervescent tablet", DosageForm.OTHER),
        ("Serving size: 2 gummies", DosageForm.OTHER),
        ("Serving size: 1 sachet", DosageForm.POWDER),
        ("Serving size: 1 packet", None),
        ("Serving size: 1 packet (4 capsules)", DosageForm.HARD_CAPSULE),
        ("Magnesium powder. Serving size: 1 packet", DosageForm.POWDER),
        ("Drink mix. Serving size: 1 stick", DosageForm.POWDER),
        ("1 Messl\u00f6ffel enth\u00e4lt", DosageForm.POWDER),
        ("Pro Tablette", DosageForm.TABLET),
    ],
)
def test_the_kind_of_product_follows_from_its_units(text: str, dosage_form: DosageForm | None) -> None:
    assert Label.from_text(text).dosage_form == dosage_form


@pytest.mark.parametrize(
    ("text", "ingredients"),
    [
        ("Zutaten: Magnesiumcitrat, H\u00fcllmaterial, nat\u00fcrliches Aroma. K\u00fchl lagern",
         ("H\u00fcllmaterial", "nat\u00fcrliches Aroma")),
        ("Ingr\u00e9dients : citrate de magn\u00e9sium, g\u00e9latine,\nar\u00f4me naturel\nConseils d'utilisation : 2",
         ("g\u00e9latine", "ar\u00f4me naturel")),
        ("Ingredientes: citrato de magnesio, celulosa, estevia\nModo de empleo: 1", ("celulosa", "estevia")),
        ("Ingredienti: magnesio citrato, cellulosa, aroma limone\nModalit\u00e0 d'uso: 1",
         ("cellulosa", "aroma limone")),
        ("Sk\u0142adniki: cytrynian magnezu, celuloza, aromat.\nSpos\u00f3b u\u017cycia: 1", ("celuloza", "aromat")),
        ("Ingredi\u00ebnten: magnesiumcitraat, cellulose, aroma\nGebruik: 1", ("cellulose", "aroma")),
        ("Sonstige Zutaten: keine", ()),
        ("Composition : citrate de magn\u00e9sium 1000 mg, dont magn\u00e9sium 150 mg", None),
    ],
)  # fmt: skip
def test_an_ingredient_list_is_found_in_every_language(text: str, ingredients: tuple[str, ...] | None) -> None:
    assert Label.from_text(text).ingredients == ingredients
