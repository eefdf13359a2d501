"""The words by which labels deny an additive, in seven languages, as ``plain`` writes them: lower case, no accents.

A denial covers only what it denies. "No added sugar" does not deny stevia, and "no sugar, only stevia" states it.
"""

from typing import Final, final

import attrs


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class DenialWords:
    """The words that begin a denial in one language, and the words that continue it from one item to the next.

    The four kinds of beginnings differ in how much they deny:

    - ``alone``: the next item only ("non").
    - ``bare``: the next item, and more after "or" ("no").
    - ``without``: also one short item after "and" ("without sugar and stevia").
    - ``lists``: a whole list, with commas and "and" ("free from yeast, wheat and flavouring").

    ``either`` and ``both`` are the words for "or" and "and".
    """

    alone: tuple[str, ...] = ()
    bare: tuple[str, ...]
    without: tuple[str, ...]
    lists: tuple[str, ...]
    either: tuple[str, ...]
    both: tuple[str, ...]


# fmt: off
DENIAL_WORDS: Final[tuple[DenialWords, ...]] = (
    DenialWords(
        alone=("non",),
        bare=("no", "zero"),
        without=("without", "made without", "formulated without", "not sweetened with", "not flavoured with",
                 "not flavored with"),
        lists=("free from", "free of", "contains no", "contain no", "contains none of", "does not contain",
               "do not contain", "doesn t contain", "don t contain", "not made with", "excluding", "devoid of",
               "contains neither", "neither", "with no"),
        either=("or", "nor"), both=("and",),
    ),
    DenialWords(
        bare=("kein", "keine", "keinen", "keiner", "keinerlei"), without=("ohne",),
        lists=("frei von", "enthalt kein", "enthalt keine", "enthalt keinen", "enthalt keinerlei", "weder"),
        either=("oder", "noch", "bzw"), both=("und", "sowie"),
    ),
    DenialWords(
        bare=("aucun", "aucune", "pas de", "pas d"), without=("sans",),
        lists=("exempt de", "exempte de", "exempts de", "exemptes de", "exempt d", "exempte d", "exempts d",
               "exemptes d", "depourvu de", "depourvu d", "ne contient pas de", "ne contient pas d", "ne contient ni",
               "ne contient aucun", "ne contient aucune"),
        either=("ou", "ni"), both=("et",),
    ),
    DenialWords(
        bare=("ningun",), without=("sin",),
        lists=("no contiene", "no contiene ni", "no contienen", "libre de", "libres de", "exento de", "exenta de",
               "exentos de"),
        either=("o", "u", "ni"), both=("y", "e"),
    ),
    DenialWords(
        bare=("nessun", "nessuna"), without=("senza",),
        lists=("non contiene", "non contengono", "privo di", "priva di", "privi di", "prive di", "esente da",
               "esenti da", "libero da"),
        either=("o", "ne"), both=("e", "ed"),
    ),
    DenialWords(
        bare=("zadnych",), without=("bez",),
        lists=("nie zawiera", "nie zawieraja", "wolny od", "wolna od", "wolne od"),
        either=("lub", "ani", "albo", "czy"), both=("i", "oraz"),
    ),
    DenialWords(
        bare=("geen",), without=("zonder",), lists=("vrij van", "bevat geen", "bevatten geen"),
        either=("of", "noch"), both=("en",),
    ),
)
"""One row for each language: English, German, French, Spanish, Italian, Polish, Dutch.

"May not contain" is no denial.
"""

NEGATIONS: Final[tuple[str, ...]] = tuple(
    words for row in DENIAL_WORDS for words in (*row.alone, *row.bare, *row.without, *row.lists)
)
"""All words that begin a denial."""

NATURAL: Final[tuple[str, ...]] = (
    "natural", "naturlich", "naturliche", "naturlichen", "naturliches", "naturlicher", "naturlichem", "naturalne",
    "naturalny", "naturalnych", "natuurlijk", "natuurlijke",
)
"""Words that end a denial, unless they stand directly after its beginning or beside "artificial".

"No artificial colours, natural lemon flavour" states a flavour. "No natural or artificial flavours" states none.
"""
KINDS: Final[tuple[str, ...]] = (
    *NATURAL, "any", "all", "added", "artificial", "synthetic", "other", "additional", "extra",
    *(f"{stem}{ending}" for stem in ("kunstlich", "synthetisch", "zugesetzt", "zusatzlich", "jeglich", "weiter")
      for ending in ("", "e", "en", "er", "es", "em")),
    "autre", "autres", "altri", "otros", "sztucznych", "dodanych", "syntetycznych", "kunstmatige", "toegevoegde",
    "synthetische",
)
"""Words before the name of an additive that do not change what is denied."""
BESIDE_AN_ADDITIVE: Final[tuple[str, ...]] = (
    "of", "the", "s", "de", "d", "des", "du", "la", "l", "di", "del", "dell", "von", "van", "added", "artificial",
    "synthetic", "extract", "extracts", "oil", "oils", "juice", "juices", "powder", "powders", "peel", "peels", "leaf",
    "leaves", "concentrate", "concentrates", "fruit", "fruits", "bean", "beans", "agent", "agents", "enhancer",
    "enhancers", "ingredients", "derivatives", "glycosides", "substances", "acid", "whatsoever", "traces",
    "zusatz", "zusatze", "extrakt", "extrakte", "ol", "pulver",
    "ajout", "ajoute", "ajoutes", "ajoutee", "artificiel", "artificiels", "artificielle", "artificielles", "naturel",
    "naturels", "naturelle", "extrait", "extraits", "jus", "huile", "poudre",
    "adicion", "anadido", "anadidos", "artificiales", "natural", "naturales", "extracto", "zumo", "aceite", "polvo",
    "aggiunta", "aggiunti", "aggiunto", "artificiale", "artificiali", "naturale", "naturali", "estratto", "succo",
    "olio", "polvere",
    "dodatku", "dodatkow", "sztucznych", "naturalnych", "ekstraktu", "soku", "olejku",
    "toevoeging", "sap", "olie", "poeder",
)
"""Words beside the name of an additive that do not change what is denied: "no orange oil", "bez dodatku aromatow"."""
CLASSES_OF_ADDITIVES: Final[tuple[str, ...]] = (
    "flavours", "flavors", "flavourings", "flavorings", "colours", "colors", "colourings", "colorings", "dyes",
    "sweeteners", "preservatives", "fillers", "binders", "additives", "aromen", "farbstoffe", "sussstoffe",
    "konservierungsstoffe", "aromes", "colorants", "edulcorants", "conservateurs", "aromas", "colorantes",
    "edulcorantes",
    "conservantes", "aromi", "coloranti", "edulcoranti", "conservanti", "aromatow", "barwnikow", "konserwantow",
    "smaakstoffen", "kleurstoffen", "zoetstoffen", "conserveermiddelen",
)
"""Words for whole classes of additives. After "no artificial colours" and a comma, such a word is denied too."""
DENIAL_ENDS: Final[tuple[str, ...]] = (
    "with", "but", "only", "just", "except", "contains", "contain", "containing", "made", "uses", "using", "used", "is",
    "are", "was", "were", "in", "has", "have", "instead", "yet", "than", "for", "to",
    "mit", "aber", "nur", "sondern", "enthalt", "ist", "sind", "im", "avec", "mais", "seulement", "uniquement",
    "contient", "est", "sauf", "dans", "con", "pero", "solo", "contiene", "excepto", "salvo", "ma", "tranne", "eccetto",
    "ale", "tylko", "zawiera", "oprocz", "lecz", "jest", "met", "maar", "alleen", "bevat", "behalve",
)
"""Words that end a denial: what follows is not denied."""
STATEMENTS: Final[tuple[str, ...]] = (
    "flavoured", "flavored", "sweetened", "coloured", "colored", "scented", "coated", "based", "naturally",
    "gesusst", "aromatisiert", "edulcore", "edulcoree", "sucre", "aromatise", "aromatisee", "endulzado", "edulcorado",
    "aromatizado", "dolcificato", "aromatizzato", "slodzony", "slodzone", "slodzona", "aromatyzowany", "aromatyzowane",
    "gezoet", "gearomatiseerd",
)
"""Words that state what a product is: "no sugar and lemon flavoured". They end a denial before the words they go with.
"""

TAKEN_BACK: Final[tuple[str, ...]] = (
    "not", "no longer", "hardly", "cannot", "never", "isn t", "aren t", "can", "may", "might", "could", "nicht", "pas",
    "nie", "niet",
)
"""Words that undo a denial if they come before it in the same phrase.

For example, a product that is "not free from stevia" may contain stevia.
"""
DIRECTLY_TAKEN_BACK: Final[tuple[str, ...]] = ("no", "non")
"""Words that undo a denial if they stand directly before it: "no libre de", "non privo di"."""

NEGATED_BY_ENDING: Final[tuple[str, ...]] = ("free", "frei", "vrij")
"""Words that, directly after the name of an additive ("stevia-free"), say that the product does not contain it.

"Stevia, free of" denies nothing.
"""
NO_ENDING_BEFORE: Final[tuple[str, ...]] = (
    "from", "of", "form", "range", "trade", "sample", "radical", "radicals", "von", "van",
)
"""After one of ``NEGATED_BY_ENDING``, these words show that it denies something else: "stevia free from pesticides"."""
GLUED_NEGATIONS: Final[tuple[str, ...]] = ("free", "frei", "freie", "freien", "freies", "freier", "vrij", "vrije")
"""Endings of a word that deny its beginning: "steviafrei"."""
# fmt: on
