"""What a label denies, and the additives that the guide avoids in seven languages."""

import pytest

from alpims_mg import Additive, Label
from alpims_mg.labels.ingredients import additives_in

GUIDE = frozenset({Additive.CITRUS, Additive.CITRIC_ACID, Additive.STEVIA, Additive.FLAVOURING})
AMOUNT = "Serving size: 2 capsules. Magnesium (as magnesium malate) 200 mg."

# fmt: off
STATED = [
    ("no sugar, only stevia", "stevia"),
    ("contains no artificial flavors or stevia", ""),
    ("free from yeast, wheat and artificial flavour", ""),
    ("non-GMO, lemon flavored with stevia", "citrus flavouring stevia"),
    ("Natural lemon flavor, no artificial colors", "citrus flavouring"),
    ("without added sugar, with stevia", "stevia"),
    ("no artificial sweeteners (contains stevia)", "stevia"),
    ("stevia-free and flavoured with orange oil", "citrus flavouring"),
    ("Contains no sugar, only stevia and natural flavors", "flavouring stevia"),
    ("sans arôme", ""),
    ("ohne Aroma", ""),
    ("no artificial colors, flavors, or preservatives", ""),
    ("No artificial colors/flavors", ""),
    ("no artificial colors & flavors", ""),
    ("No artificial colors or flavors. Natural orange flavor.", "citrus flavouring"),
    ("No artificial colors, natural lemon flavor", "citrus flavouring"),
    ("free from: gluten, dairy, artificial flavours", ""),
    ("free from citrus, stevia and flavourings", ""),
    ("Free from gluten. Stevia leaf", "stevia"),
    ("Free from gluten; stevia leaf", "stevia"),
    ("sugar free stevia", "stevia"),
    ("no added sugar stevia", "stevia"),
    ("no sugar but stevia", "stevia"),
    ("unflavoured, no stevia", ""),
    ("No flavor enhancers", ""),
    ("no citric acid (E330)", ""),
    ("free from citric acid (E330)", ""),
    ("no orange juice", ""),
    ("made without citrus or stevia", ""),
    ("neither stevia nor flavourings", ""),
    ("no stevia, no flavours", ""),
    ("no sugar no stevia no flavours", ""),
    ("does not contain stevia, citrus or flavouring", ""),
    ("No sugar and sweetened with stevia", "stevia"),
    ("free from gluten and lemon flavoured", "citrus flavouring"),
    ("not sweetened with stevia", ""),
    ("zero sugar, stevia", "stevia"),
    ("gluten-free, stevia", "stevia"),
    ("FD&C Yellow No. 5, stevia or flavor", "flavouring stevia"),
    ("no E330", ""),
    ("No stevia aftertaste", "stevia"),
    ("sans arômes ni stévia", ""),
    ("sans sucre, avec stévia", "stevia"),
    ("exempt d'arômes artificiels", ""),
    ("sin aromas ni estevia", ""),
    ("no contiene aromas", ""),
    ("libre de gluten y aromas", ""),
    ("senza aromi né stevia", ""),
    ("privo di aromi", ""),
    ("bez aromatów i stewii", ""),
    ("wolny od aromatów", ""),
    ("zonder aroma of stevia", ""),
    ("vrij van aroma's", ""),
    ("frei von Aromen, Stevia und Zitronensäure", ""),
    ("enthält keine Aromen", ""),
    ("weder Aroma noch Stevia", ""),
    ("ohne Zuckerzusatz, mit Stevia", "stevia"),
    ("Aroma, ohne Zucker", "flavouring"),
    ("steviafrei", ""),
    ("aroma-frei", ""),
    ("sans sucres ajoutés, arôme naturel", "flavouring"),
    ("bez dodatku cukru, z aromatem cytrynowym", "citrus flavouring"),
    ("zonder suiker, met citroensap", "citrus"),
    ("senza zucchero, con aroma naturale", "flavouring"),
    ("sin azúcar, con aroma natural de limón", "citrus flavouring"),
    ("no gluten; contains: natural flavors", "flavouring"),
    ("Sugar: no, sweetened with stevia", "stevia"),
    ("nicht frei von Stevia", "stevia"),
    ("no libre de stevia", "stevia"),
    ("Contains no gluten, lactose or soy, flavoured with lemon oil", "citrus flavouring"),
    ("no fillers, binders or flow agents. Citric acid", "citric-acid"),
    ("no preservatives natural lemon flavor", "citrus flavouring"),
    ("no gluten, citric acid", "citric-acid"),
    ("contains no preservatives except citric acid", "citric-acid"),
    ("no flavors added", ""),
    ("No added flavours, colours or sweeteners", ""),
    ("without flavouring, sweetener and colour", ""),
    ("ohne Zucker und Aroma", ""),
    ("free of stevia-derived sweeteners", "stevia"),
    ("keine künstlichen Aromen", ""),
    ("bez sztucznych aromatów", ""),
    ("zonder kunstmatige smaakstoffen", ""),
    ("sin saborizantes artificiales", ""),
    ("senza aromi artificiali", ""),
    ("sans arômes artificiels", ""),
    ("no artificial or natural flavors", ""),
    ("no natural flavors", ""),
]
NAMED = {
    "flavouring": (
        "Himbeeraroma", "aromat naturalny", "sabor natural", "Aromen", "Vanillearoma", "natürliches Aroma",
        "Erdbeergeschmack", "aromatisiert", "Aromastoffe", "arôme naturel", "arômes", "arôme naturel de fraise",
        "saveur framboise", "exhausteur de goût", "aroma natural", "saborizante", "aromatizantes", "sabor a fresa",
        "aroma naturale", "aromi", "aromatizzanti", "gusto di fragola", "aromat waniliowy", "aromaty", "aromat",
        "o smaku malinowym", "aroma's", "natuurlijk aroma", "frambozensmaak", "smaakstoffen", "vanillesmaak",
        "Kirscharoma", "Fruchtaromen",
    ),
    "citrus flavouring": (
        "Orangenaroma", "citroenaroma", "citrusarom", "Zitronenaroma", "natürliches Zitronenaroma",
        "Orangengeschmack", "arôme naturel de citron", "arôme orange", "saveur citron", "aroma natural de limón",
        "sabor a naranja", "aroma di limone", "aroma naturale di arancia", "gusto limone", "aromat cytrynowy",
        "aromat pomarańczowy", "o smaku cytrynowym", "sinaasappelaroma", "citroensmaak", "natuurlijk citroenaroma",
        "Limettenaroma", "Mandarinenaroma",
    ),
    "citrus": (
        "Zitronensaftpulver", "citroensap", "zumo de limón concentrado", "Zitronenschale", "Orangenöl",
        "Orangensaftkonzentrat", "jus de citron", "huile essentielle d'orange", "zeste de citron", "pamplemousse",
        "bioflavonoïdes d'agrumes", "bioflavonoides cítricos", "succo di limone", "olio di arancia",
        "bioflavonoidi da agrumi", "sok z cytryny", "olejek pomarańczowy", "bioflawonoidy cytrusowe",
        "sinaasappelolie", "limoensap", "citrusvezel", "Citrusfasern", "Grapefruitkernextrakt", "naranja amarga",
        "mandarina",
    ),
    "stevia": (
        "ekstrakt ze stewii", "Steviolglykoside", "Stevia-Extrakt", "glycosides de stéviol", "extrait de stévia",
        "glucósidos de esteviol", "estevia", "glicosidi steviolici", "estratto di stevia", "glikozydy stewiolowe",
        "stewia", "steviolglycosiden", "Steviablätter",
    ),
    "citric-acid": (
        "Citronensäure", "Zitronensäure", "Säuerungsmittel: Citronensäure", "acide citrique", "ácido cítrico",
        "acido citrico", "kwas cytrynowy", "kwasu cytrynowego", "citroenzuur", "Säuerungsmittel (E 330)",
        "regulator kwasowości: kwas cytrynowy", "Zitronensäuremonohydrat",
    ),
    "": (
        "Magnesiumcitrat", "citrate de magnésium", "citrato de magnesio", "magnesio citrato", "cytrynian magnezu",
        "magnesiumcitraat", "Kaliumcitrat", "Aromaschutz", "Aromaschutzverschluss", "aromatherapy", "Zitronenmelisse",
        "Zitronengras", "citronnelle", "citroenmelisse", "melisa cytrynowa", "Magnesiumsalze der Citronensäure",
        "sels de magnésium de l'acide citrique", "magnesium salts of citric acid", "Riboflavin", "Bioflavonoide",
        "geschmacksneutral", "Nachgeschmack", "citrulline", "citronellol", "hypromeloza",
        "Hydroxypropylmethylcellulose", "stéarate de magnésium", "Magnesiumstearat", "stearynian magnezu",
        "celuloza mikrokrystaliczna", "gélatine", "agent de charge : cellulose", "maïs", "gomme arabique",
        "Trennmittel: Magnesiumsalze der Speisefettsäuren", "antiaglomerante: dióxido de silicio",
        "agente di rivestimento", "substancja przeciwzbrylająca", "antiklontermiddel", "aromatic compounds",
        "sweet orange pekoe", "smaak", "ohne Geschmack", "sans goût", "sin sabor", "bez smaku", "smaakloos",
        "geurloos", "lima beans", "Reismehl", "limestone", "Limonium", "citral",
    ),
}
# fmt: on


def of_the_guide(words: str) -> str:
    return " ".join(sorted(str(additive) for additive in additives_in((words,)) & GUIDE))


@pytest.mark.parametrize(("words", "additives"), STATED)
def test_a_denial_covers_only_what_it_denies(words: str, additives: str) -> None:
    assert of_the_guide(words) == additives
    found = Label.from_text(f"{AMOUNT} Other ingredients: silica.\n{words}").additives & GUIDE
    assert " ".join(sorted(map(str, found))) == additives


@pytest.mark.parametrize(
    ("additives", "words"), [(additives, words) for additives, listed in NAMED.items() for words in listed]
)
def test_an_additive_is_found_in_seven_languages(additives: str, words: str) -> None:
    assert of_the_guide(words) == additives
