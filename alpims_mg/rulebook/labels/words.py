"""The words by which a label is read: how labels name magnesium salts, amounts and servings.

The English words stand here, and those of six more languages in the module ``languages``. Case and accents do not
matter. A space in a phrase also matches a hyphen. An amount or a source that these words do not make clear is reported
as not read.
"""

from typing import Final, final

import attrs

from alpims_mg.model.vocabulary import DosageForm, Form, MagnesiumSalt as Salt
from alpims_mg.rulebook.labels import languages


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class SaltName:
    """A source of magnesium: the names that labels give it, its form, and the salts that these names may mean.

    ``words`` name the source by themselves. The names in ``after`` count only after the word "magnesium", since other
    metals have the same salts. ``form`` is None if the source is none of the known forms. If ``salts`` is empty, the
    name does not show which share of the mass is magnesium.
    """

    form: Form | None
    salts: tuple[Salt, ...]
    words: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class DosageFormWords:
    """The words by which a label shows its dosage form, as ``plain`` writes them.

    If ``decides`` is true, the words count whatever else the label names: a slow-release tablet is no plain tablet. The
    words in ``counted`` count only after a number or after "per". ``false_friends`` are phrases that only look like the
    words. ``instead_of`` is the plainer kind that a label with these words names too: a scored tablet is a tablet.
    """

    dosage_form: DosageForm
    words: tuple[str, ...]
    counted: tuple[str, ...] = ()
    false_friends: tuple[str, ...] = ()
    instead_of: DosageForm | None = None
    decides: bool = False


_BISGLYCINATES: Final = (Salt.BISGLYCINATE, Salt.BISGLYCINATE_DIHYDRATE)
_TAURATES: Final = (Salt.TAURATE, Salt.TAURATE_DIHYDRATE)
_DIMAGNESIUM: Final = (Salt.DIMAGNESIUM_MALATE, Salt.DIMAGNESIUM_MALATE_AS_SOLD)
_ONE_TO_ONE: Final = (Salt.MALATE, Salt.MALATE_MONOHYDRATE, Salt.MALATE_DIHYDRATE, Salt.MALATE_TRIHYDRATE)
_THREONATES: Final = (Salt.THREONATE, Salt.THREONATE_MONOHYDRATE, Salt.THREONATE_AS_SOLD)
_DICITRATES: Final = (
    Salt.TRIMAGNESIUM_DICITRATE,
    Salt.TRIMAGNESIUM_DICITRATE_NONAHYDRATE,
    Salt.TRIMAGNESIUM_DICITRATE_TETRADECAHYDRATE,
)

# fmt: off
SALT_NAMES: Final[tuple[SaltName, ...]] = (
    SaltName(
        form=Form.GLYCINATE, salts=(*_BISGLYCINATES, Salt.LYSINATE_GLYCINATE),
        words=("magnesium glycinate", "glycinate magnesium"), after=("glycinate",),
    ),
    SaltName(
        form=Form.GLYCINATE, salts=_BISGLYCINATES,
        words=("magnesium bisglycinate", "magnesium bis glycinate", "magnesium diglycinate", "magnesium di glycinate"),
        after=("bisglycinate", "bis glycinate", "diglycinate", "di glycinate"),
    ),
    SaltName(
        form=Form.GLYCINATE, salts=(Salt.BISGLYCINATE_DIHYDRATE,),
        words=("magnesium bisglycinate dihydrate", "magnesium glycinate dihydrate"),
        after=("bisglycinate dihydrate", "glycinate dihydrate"),
    ),
    SaltName(
        form=Form.GLYCINATE, salts=(Salt.BISGLYCINATE,), words=("magnesium bisglycinate anhydrous",),
        after=("bisglycinate anhydrous",),
    ),
    SaltName(
        form=Form.GLYCINATE, salts=(Salt.LYSINATE_GLYCINATE,),
        words=(
            "magnesium lysinate glycinate", "magnesium glycinate lysinate", "magnesium lysyl glycinate",
            "magnesium glycinate lysinate chelate",
        ),
        after=("lysinate glycinate", "glycinate lysinate"),
    ),
    SaltName(
        form=Form.GLYCINATE, salts=(),
        words=(
            "buffered magnesium glycinate", "buffered magnesium bisglycinate", "magnesium glycinate buffered",
            "magnesium bisglycinate buffered", "magnesium glycinate chelate buffered",
            "magnesium bisglycinate chelate buffered", "magnesium buffered glycinate",
            "magnesium buffered bisglycinate",
        ),
        after=("buffered glycinate", "buffered bisglycinate", "glycinate buffered", "bisglycinate buffered"),
    ),
    SaltName(
        form=Form.TAURATE, salts=_TAURATES, words=("magnesium taurate", "magnesium taurinate", "magnesium ditaurate"),
        after=("taurate", "taurinate", "ditaurate"),
    ),
    SaltName(
        form=Form.TAURATE, salts=(Salt.TAURATE_DIHYDRATE,), words=("magnesium taurate dihydrate",),
        after=("taurate dihydrate",),
    ),
    SaltName(
        form=Form.MALATE, salts=(*_ONE_TO_ONE, Salt.BIS_HYDROGEN_MALATE, *_DIMAGNESIUM), words=("magnesium malate",),
        after=("malate",),
    ),
    SaltName(
        form=Form.MALATE, salts=(Salt.MALATE_TRIHYDRATE,), words=("magnesium malate trihydrate",),
        after=("malate trihydrate",),
    ),
    SaltName(
        form=Form.MALATE, salts=(Salt.MALATE_DIHYDRATE,), words=("magnesium malate dihydrate",),
        after=("malate dihydrate",),
    ),
    SaltName(
        form=Form.MALATE, salts=(Salt.MALATE_MONOHYDRATE,), words=("magnesium malate monohydrate",),
        after=("malate monohydrate",),
    ),
    SaltName(
        form=Form.MALATE, salts=(Salt.BIS_HYDROGEN_MALATE,),
        words=("magnesium bis hydrogen malate", "magnesium hydrogen malate", "magnesium dimalate"),
        after=("bis hydrogen malate", "hydrogen malate", "dimalate"),
    ),
    SaltName(
        form=Form.MALATE, salts=_DIMAGNESIUM, words=("dimagnesium malate", "di magnesium malate"),
    ),
    SaltName(
        form=Form.THREONATE, salts=_THREONATES,
        words=(
            "magnesium l threonate", "magnesium threonate", "magnesium l threonic acid", "magtein",
            "magtein magnesium l threonate",
        ),
        after=("l threonate", "threonate"),
    ),
    SaltName(
        form=Form.THREONATE, salts=(Salt.THREONATE_MONOHYDRATE, Salt.THREONATE_AS_SOLD),
        words=("magnesium l threonate monohydrate", "magnesium threonate monohydrate"),
        after=("l threonate monohydrate", "threonate monohydrate"),
    ),
    SaltName(
        form=Form.CITRATE, salts=(*_DICITRATES, Salt.HYDROGEN_CITRATE),
        words=("magnesium citrate", "citrate of magnesia"), after=("citrate",),
    ),
    SaltName(
        form=Form.CITRATE, salts=_DICITRATES,
        words=("trimagnesium dicitrate", "tri magnesium dicitrate", "tri magnesium di citrate", "trimagnesium citrate"),
        after=("dicitrate", "tribasic citrate"),
    ),
    SaltName(
        form=Form.CITRATE, salts=(Salt.TRIMAGNESIUM_DICITRATE,),
        words=("trimagnesium dicitrate anhydrous", "anhydrous trimagnesium dicitrate"),
    ),
    SaltName(
        form=Form.CITRATE, salts=(Salt.TRIMAGNESIUM_DICITRATE_NONAHYDRATE,),
        words=("trimagnesium dicitrate nonahydrate", "magnesium citrate nonahydrate"), after=("citrate nonahydrate",),
    ),
    SaltName(
        form=Form.CITRATE, salts=(Salt.TRIMAGNESIUM_DICITRATE_TETRADECAHYDRATE,),
        words=("trimagnesium dicitrate tetradecahydrate", "magnesium citrate tetradecahydrate"),
        after=("citrate tetradecahydrate",),
    ),
    SaltName(
        form=Form.CITRATE, salts=(Salt.HYDROGEN_CITRATE,),
        words=("magnesium hydrogen citrate", "dibasic magnesium citrate", "magnesium citrate dibasic"),
        after=("hydrogen citrate", "dibasic citrate"),
    ),
    SaltName(form=Form.OXIDE, salts=(Salt.OXIDE,), words=("magnesium oxide",), after=("oxide",)),
    SaltName(
        form=None, salts=(Salt.HYDROXIDE,), words=("magnesium hydroxide", "milk of magnesia"), after=("hydroxide",),
    ),
    SaltName(form=None, salts=(Salt.CARBONATE,), words=("magnesium carbonate",), after=("carbonate",)),
    SaltName(form=None, salts=(), words=("magnesium chloride",), after=("chloride",)),
    SaltName(
        form=None, salts=(Salt.CHLORIDE_HEXAHYDRATE,), words=("magnesium chloride hexahydrate",),
        after=("chloride hexahydrate",),
    ),
    SaltName(
        form=None, salts=(), words=("magnesium sulfate", "magnesium sulphate"), after=("sulfate", "sulphate"),
    ),
    SaltName(
        form=None, salts=(Salt.SULFATE_HEPTAHYDRATE,),
        words=(
            "magnesium sulfate heptahydrate", "magnesium sulphate heptahydrate", "epsom salt", "epsom salts",
        ),
        after=("sulfate heptahydrate", "sulphate heptahydrate"),
    ),
    SaltName(form=None, salts=(), words=("magnesium lactate",), after=("lactate",)),
    SaltName(
        form=None, salts=(Salt.LACTATE_DIHYDRATE,), words=("magnesium lactate dihydrate",),
        after=("lactate dihydrate",),
    ),
    SaltName(
        form=None, salts=(Salt.GLUCONATE, Salt.GLUCONATE_DIHYDRATE), words=("magnesium gluconate",),
        after=("gluconate",),
    ),
    SaltName(
        form=None, salts=(Salt.GLUCONATE_DIHYDRATE,), words=("magnesium gluconate dihydrate",),
        after=("gluconate dihydrate",),
    ),
    SaltName(form=None, salts=(), words=("magnesium aspartate",), after=("aspartate",)),
    SaltName(
        form=None, salts=(Salt.ASPARTATE_DIHYDRATE,), words=("magnesium aspartate dihydrate",),
        after=("aspartate dihydrate",),
    ),
    SaltName(form=None, salts=(), words=("magnesium orotate",), after=("orotate",)),
    SaltName(
        form=None, salts=(Salt.OROTATE_DIHYDRATE,), words=("magnesium orotate dihydrate",),
        after=("orotate dihydrate",),
    ),
    SaltName(
        form=None, salts=(Salt.GLYCEROPHOSPHATE,),
        words=("magnesium glycerophosphate", "magnesium glycerylphosphate"), after=("glycerophosphate",),
    ),
    SaltName(
        form=None, salts=(Salt.STEARATE,),
        words=("magnesium stearate", "vegetable magnesium stearate", "magnesium vegetable stearate", "e470b", "e 470b"),
        after=("stearate",),
    ),
    SaltName(form=None, salts=(), after=("aquamin", "aquamin f", "dolomite", "marine minerals", "sea minerals")),
    # --- Six more languages
    *(
        SaltName(
            form=form, salts=salts,
            words=(
                *(f"magnesium {name}" for name in germanic), *(f"{name} de magnesium" for name in french),
                *(f"{name} {of}" for name in romance for of in ("de magnesio", "di magnesio", "del magnesio")),
                *(f"magnesio {name}" for name in romance), *(f"{name} magnezu" for name in polish),
            ),
            after=(*germanic, *(name for name in french if name[-3:] not in ("ate", "ide")), *romance, *polish),
        )
        for form, salts, germanic, french, romance, polish in (
            (Form.GLYCINATE, (*_BISGLYCINATES, Salt.LYSINATE_GLYCINATE), ("glycinat", "glycinaat", "glyzinat"),
             ("glycinate",), ("glicinato", "glicinado"), ("glicynian", "glicynianu")),
            (Form.GLYCINATE, _BISGLYCINATES, ("bisglycinat", "bis glycinat", "diglycinat", "bisglycinaat",
            "diglycinaat"),
             ("bisglycinate", "diglycinate"), ("bisglicinato", "bis glicinato", "diglicinato", "bisglicinado"),
             ("bisglicynian", "bisglicynianu", "diglicynian", "diglicynianu")),
            (Form.TAURATE, _TAURATES, ("taurat", "taurinat", "tauraat"), ("taurate", "taurinate"),
             ("taurato", "taurinato"), ("taurynian", "taurynianu")),
            (Form.MALATE, (*_ONE_TO_ONE, Salt.BIS_HYDROGEN_MALATE, *_DIMAGNESIUM), ("malat", "malaat"), ("malate",),
             ("malato",), ("jablczan", "jablczanu")),
            (Form.THREONATE, _THREONATES, ("l threonat", "threonat", "l threonaat", "threonaat"),
             ("l threonate", "threonate"), ("l treonato", "treonato"),
             ("l treonian", "l treonianu", "treonian", "treonianu")),
            (Form.CITRATE, (*_DICITRATES, Salt.HYDROGEN_CITRATE), ("citrat", "zitrat", "citraat"), ("citrate",),
             ("citrato",), ("cytrynian", "cytrynianu")),
            (Form.OXIDE, (Salt.OXIDE,), ("oxid", "oxyd"), ("oxyde",), ("oxido", "ossido"), ("tlenek", "tlenku")),
            (None, (Salt.HYDROXIDE,), ("hydroxid",), ("hydroxyde",), ("hidroxido", "idrossido"),
             ("wodorotlenek", "wodorotlenku")),
            (None, (Salt.CARBONATE,), ("carbonat", "karbonat", "carbonaat"), ("carbonate",), ("carbonato",),
             ("weglan", "weglanu")),
            (None, (), ("chlorid",), ("chlorure",), ("cloruro",), ("chlorek", "chlorku")),
            (None, (), ("sulfat", "sulfaat"), ("sulfate",), ("sulfato", "solfato"), ("siarczan", "siarczanu")),
            (None, (), ("lactat", "laktat", "lactaat"), ("lactate",), ("lactato", "lattato"), ("mleczan", "mleczanu")),
            (None, (Salt.GLUCONATE, Salt.GLUCONATE_DIHYDRATE), ("gluconat", "glukonat", "gluconaat"), ("gluconate",),
             ("gluconato",), ("glukonian", "glukonianu")),
            (None, (), ("aspartat", "aspartaat"), ("aspartate",), ("aspartato",), ("asparaginian", "asparaginianu")),
            (None, (), ("orotat", "orotaat"), ("orotate",), ("orotato",), ("orotan", "orotanu")),
            (None, (Salt.GLYCEROPHOSPHATE,), ("glycerophosphat", "glycerofosfaat"), ("glycerophosphate",),
             ("glicerofosfato",), ("glicerofosforan", "glicerofosforanu")),
            (None, (Salt.STEARATE,), ("stearat", "stearaat"), ("stearate",), ("estearato", "stearato"),
             ("stearynian", "stearynianu")),
        )
    ),
    SaltName(
        form=Form.CITRATE, salts=_DICITRATES,
        words=(
            "trimagnesiumdicitrat", "tri magnesiumdicitrat", "trimagnesium dicitrat", "trimagnesiumcitrat",
            "trimagnesiumdicitraat", "trimagnesiumcitraat", "dicitrate de trimagnesium", "citrate de trimagnesium",
            "citrato de trimagnesio", "dicitrato de trimagnesio", "citrato trimagnesico", "dicitrato di trimagnesio",
            "trimagnesio dicitrato", "citrato di trimagnesio", "dicytrynian trimagnezu", "cytrynian trimagnezu",
        ),
        after=("dicitrat", "dicitrato", "dicitraat", "dicytrynian"),
    ),
    SaltName(
        form=Form.MALATE, salts=_DIMAGNESIUM,
        words=(
            "dimagnesiummalat", "di magnesiummalat", "malate de dimagnesium", "malato de dimagnesio",
            "malato di dimagnesio", "jablczan dimagnezu", "dimagnesiummalaat",
        ),
    ),
    SaltName(
        form=Form.CITRATE, salts=(*_DICITRATES, Salt.HYDROGEN_CITRATE),
        words=(
            "magnesium salts of citric acid", "magnesium salt of citric acid",
            *(f"magnesium{salt} der {acid}" for salt in ("salze", "salz") for acid in ("citronensaure",
            "zitronensaure")),
            "sels de magnesium de l'acide citrique", "sel de magnesium de l'acide citrique",
            "sales de magnesio del acido citrico", "sales magnesicas del acido citrico",
            "sales magnesicas de acido citrico", "sali di magnesio dell'acido citrico",
            "sale di magnesio dell'acido citrico", "sole magnezowe kwasu cytrynowego",
            "sol magnezowa kwasu cytrynowego",
            "magnesiumzouten van citroenzuur",
        ),
    ),
)
"""All known sources. A name without a hydrate may mean several salts: "magnesium citrate" may be any of four."""

OTHER_METALS: Final[tuple[str, ...]] = (
    "calcium", "zinc", "potassium", "sodium", "aluminium", "aluminum", "iron", "manganese", "copper",
    *languages.OTHER_METALS,
)
"""Metals. A metal before a salt's name ("zinc citrate", "calcium and magnesium") makes it another substance."""

# --- Amounts
UNITS: Final[tuple[tuple[str, int], ...]] = (
    *((word, 10**9) for word in ("g", "gm", "gram", "grams", "gram(s)", "gramme", "grammes")),
    *((word, 10**6) for word in ("mg", "mgs", "milligram", "milligrams", "milligram(s)", "milligramme")),
    *((word, 10**3) for word in ("mcg", "ug", "μg", "µg", "microgram", "micrograms", "microgram(s)")),
)
"""Pairs: a unit of mass as labels write the unit, and the number of nanograms in one unit."""
INEXACT: Final[tuple[str, ...]] = (
    "up to", "at least", "about", "approx", "approx.", "approximately", "around", "circa", "ca", "ca.", "minimum",
    "min", "min.", "maximum", "max", "max.", "less than", "more than", "not less than", "not more than", "under",
    "over", "nearly", "almost",
    *languages.INEXACT,
)
"""Words that, directly before an amount, mean that the amount is not exact.

The signs for less, more and about mean the same.
"""

# --- Servings
COUNTED: Final[tuple[str, ...]] = (
    "capsule", "capsules", "capsule(s)", "cap", "caps", "cap(s)", "vegan cap(s)", "vegan capsule", "vegan capsules",
    "veg capsule", "veg capsules", "veggie capsule", "veggie capsules", "veggie cap(s)", "vegetarian capsule",
    "veg cap", "veg caps", "veg cap(s)", "veg capsule(s)", "veggie cap", "veggie caps", "vegan cap", "vegan caps",
    "vegan capsule(s)", "vegetarian cap", "vegetarian caps", "vegcap", "vegcaps", "vegcap(s)", "vegicap", "vegicaps",
    "vegetarian capsules", "vegetable capsule", "vegetable capsules", "vegetarian capsule(s)", "vegetable capsule(s)",
    "vcap", "vcaps", "tablet", "tablets", "tablet(s)", "tab", "tabs", "caplet", "caplets", "caplet(s)", "softgel",
    "softgels", "softgel(s)", "softgel capsule(s)", "soft gel", "soft gels", "softgel capsule", "softgel capsules",
    "pill", "pills", "vegan tablet(s)", "vegetarian tablet(s)", "gummy", "gummies", "gummy(ies)", "gummy(s)", "lozenge",
    "lozenges", "lozenge(s)", "chew", "chews", "soft chew", "soft chews",
    *languages.COUNTED,
)
POWDER_UNITS: Final[tuple[str, ...]] = (
    "scoop", "scoops", "scoop(s)", "level scoop", "level scoops", "level scoop(s)", "measuring scoop",
    "measuring scoops", "level teaspoon", "level teaspoons", "level teaspoon(s)", "level tsp", "sachet", "sachets",
    "sachet(s)", "packet", "packets", "packet(s)", "stick", "sticks", "stick(s)", "stick pack", "stick packs",
    "stick pack(s)",
    *languages.POWDER_UNITS,
)
"""Measures of a powder. Each is one unit of the product, if the label shows a powder."""
IN_A_POWDER_ONLY: Final[tuple[str, ...]] = ("packet", "packets", "stick", "sticks")
"""Measures that show no powder by themselves: a packet may hold tablets."""
MEASURED: Final[tuple[str, ...]] = (
    "teaspoon", "teaspoons", "teaspoon(s)", "tsp", "tablespoon", "tablespoons",
    "tablespoon(s)", "tbsp", "gram", "grams", "gram(s)", "g", "mg", "ml", "milliliter", "milliliters", "millilitre",
    "millilitres", "milliliter(s)", "fl oz", "drop", "drops", "drop(s)", "dropper", "droppers", "spray", "sprays",
    "ampoule", "ampoules", "vial", "bottle", "liquid", "powder", "shot", "shots",
    "bar", "bars", "gr", "gramme", "grammes", "kg", "kilogram", "kilo", "litre", "liter", "cc",
    *languages.MEASURED,
)
"""Units of a serving that is not counted in capsules, tablets or measures of a powder."""
DESCRIBING: Final[tuple[str, ...]] = (
    *(
        f"{how} {word}"
        for how in (
            "slow", "sustained", "timed", "time", "delayed", "extended", "prolonged", "controlled", "modified",
            "gradual", "long", "rapid", "fast", "quick", "immediate", "instant",
        )
        for word in ("release", "released", "releasing", "acting", "dissolving", "disintegrating")
    ),
    "sr", "er", "xr", "cr", "mr", "xl", "dr", "retard", "orally disintegrating", "orally dissolving", "dispersible",
    "sublingual", "chewable", "effervescent", "enteric", "enteric coated", "film coated", "coated", "uncoated",
    "sugar coated", "gastro resistant", "acid resistant", "scored", "unscored", "bisected", "mini", "micro", "small",
    "large", "easy to swallow", "easy swallow", "vegan", "vegetarian", "vegetable", "veggie", "veg", "plant based",
    "hard", "soft", "hard shell", "gelatin", "gelatine", "hpmc", "hypromellose", "cellulose", "liquid filled",
    "liquid",
    *languages.DESCRIBING,
)
"""Words between a number and the counted unit that do not change the count: "2 rapid release capsules"."""
NUMBER_WORDS: Final[tuple[str, ...]] = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)
NUMBERS: Final[tuple[tuple[str, int], ...]] = (
    *((word, number) for number, word in enumerate(NUMBER_WORDS, 1)), *languages.NUMBERS,
)
"""Pairs: a number word in any of the languages, and the number."""
PER: Final[tuple[str, ...]] = ("per", "each", "every", "in", *languages.PER)
"""Words that, before a serving, say what an amount is stated for."""
SERVING: Final[tuple[str, ...]] = ("serving", "serve", "portion", *languages.SERVING)
DAILY_AMOUNTS: Final[tuple[str, ...]] = (
    "daily dose", "daily serving", "daily portion", "daily intake", "daily amount", "daily dosage", "daily ration",
    "recommended daily dose", "recommended daily serving", "recommended daily portion", "recommended daily intake",
    "recommended daily amount", "recommended daily dosage", "recommended intake", "recommended dose",
    "suggested daily dose", "suggested daily intake", "maximum daily dose", "adult daily dose", "day's dose",
    *languages.DAILY_AMOUNTS,
)
"""Words for a daily amount that may begin a line: "Daily dose (3 tablets)"."""
DAILY: Final[tuple[str, ...]] = (*DAILY_AMOUNTS, "day", "24 hours", *languages.DAY)
"""Words for a daily amount. Such an amount is a serving only if the label says how many capsules a day that is."""
A_DAY: Final[tuple[str, ...]] = (
    "daily", "a day", "per day", "each day", "every day", "once daily", "once a day", *languages.A_DAY,
)
"""Words between a number of capsules and what they contain: "three tablets daily provide"."""
BULK: Final[tuple[str, ...]] = (
    *(f"100 {unit}" for unit in ("g", "gr", "gm", "gram", "grams", "gramme", "grammes")), "100g", "100gr", "100gm",
    *(f"100 {unit}" for unit in ("ml", "milliliter", "milliliters", "millilitre", "millilitres", "cc")), "100ml",
    "kg", "kilogram", "kilo", "litre", "liter", "100 gram(s)", "100 milliliter(s)",
)
"""Amounts of a product that are no serving. A column for these is never taken for one."""
IN_A_PACK: Final[tuple[str, ...]] = (
    *(f"{how} {pack}" for how in ("per", "in a", "in each", "in this") for pack in (
        "container", "bottle", "pack", "package", "box", "jar", "pouch", "tub", "bag")),
    "total", "in total", "in all", "in the bottle",
)
"""Words after a number of capsules that is the content of the package, not a serving."""
FOR_WHOM: Final[tuple[str, ...]] = (
    "for", "adult", "adults", "child", "children", "kids", "ages", "age", "teens", "men", "women",
    *languages.FOR_WHOM,
)
"""Words that show a second serving size, for other people."""
SERVING_SIZE: Final[tuple[str, ...]] = (
    "serving size", "servings size", "serve size", "portion size", "size of serving", "size of a serving",
    *languages.SERVING_SIZE,
)
GIVES: Final[tuple[str, ...]] = (
    "contain", "contains", "provide", "provides", "deliver", "delivers", "supply", "supplies", "gives",
    *languages.GIVES,
)
"""Words that, after a number of capsules, introduce the amount in that number of capsules."""

# --- The dosage form
_SLOW: Final = (
    "slow", "sustained", "sustain", "timed", "time", "delayed", "delay", "extended", "extend", "prolonged", "prolong",
    "controlled", "control", "modified", "gradual", "continuous", "steady", "staggered", "long", "dual",
)
_SLOWLY: Final = ("slowly", "gradually", "steadily", "over")
_RELEASES: Final = ("release", "releases", "released", "releasing")
_WHAT_IS_RELEASED: Final = (
    "", " magnesium", " its magnesium", " the magnesium", " it", " its content", " its contents",
)
_HOURS: Final = tuple(
    f"{hours}{unit}" for hours in (6, 8, 10, 12, 16, 24) for unit in (" hour", " hours", " hr", " h", "hr", "h")
)
_SHORT_NAMES: Final = ("er", "mr", "xl", "cr", "dr", "tr", "pr", "la")
_ENGLISH_UNITS: Final = ("tablet", "tablets", "tabs", "caplet", "caplets", "capsules", "caps")
"""English words only: "la capsule" is French, where "la" is no short name of a slow release."""
_SLOW_IN_GERMAN: Final = (
    "verzogert*", "verlangsamt*", "verlangert*", "verandert*", "modifiziert*", "kontrolliert*", "langsam*",
    "stufenweise*",
)
_RELEASED_IN_GERMAN: Final = ("freisetz*", "wirkstofffreisetz*", "wirkstoff freisetz*", "freigesetzt*", "freigabe*")
_SLOW_IN_FRENCH: Final = ("prolongee", "modifiee", "lente", "retardee", "controlee", "progressive", "graduelle")
_SLOW_IN_SPANISH: Final = (
    "prolongada", "sostenida", "lenta", "modificada", "controlada", "retardada", "gradual", "sustentada", "progresiva",
)
_SLOW_IN_ITALIAN: Final = ("prolungat*", "modificat*", "lent*", "controllat*", "ritardat*", "gradual*", "sostenut*")
_SLOW_IN_POLISH: Final = (
    "przedluzon*", "zmodyfikowan*", "opoznion*", "spowolnion*", "kontrolowan*", "powoln*", "woln*", "powoli",
    "stopniow*",
)
_SLOW_IN_DUTCH: Final = ("verlengde", "vertraagde", "gereguleerde", "langzame", "gecontroleerde", "geleidelijke")
_ACID: Final = ("acid", "stomach", "stomach acid", "gastric", "gastric acid", "gastric juice", "gastro", "acido")
_SWALLOW: Final = ("swallow", "swallowed", "take", "taken")
_WHAT_IS_SWALLOWED: Final = (
    "", " it", " them",
    *(
        f" {which}{unit}"
        for which in ("", "the ", "each ", "your ", "a ", "one ", "two ", "three ", "1 ", "2 ", "3 ")
        for unit in ("tablet", "tablets", "tablet s", "capsule", "capsules", "capsule s", "caplet", "caplets")
    ),
)
_DIVIDE: Final = ("crush", "chew", "break", "split", "cut", "divide", "halve", "bite")
_DIVIDED: Final = ("crushed", "chewed", "broken", "split", "cut", "divided", "halved", "bitten")
_OPENED: Final = ("capsule", "capsules", "or crush", "or chew")
_SCORED: Final = ("tablet", "tablets", "caplet", "caplets", "tab", "tabs")
DOSAGE_FORM_WORDS: Final[tuple[DosageFormWords, ...]] = (
    DosageFormWords(
        dosage_form=DosageForm.MODIFIED_RELEASE, decides=True,
        words=(
            *(f"{slow} {word}" for slow in _SLOW for word in ("releas*", "delivery", "dissol*", "acting", "action")),
            *(f"{verb}{what} {slow}" for verb in _RELEASES for what in _WHAT_IS_RELEASED for slow in _SLOWLY),
            *(f"{slow} {verb}" for slow in _SLOWLY[:3] for verb in _RELEASES),
            *(f"{hours} {word}" for hours in _HOURS for word in ("releas*", "tablet*", "capsule*", "caplet*")),
            *(f"{short} {word}" for short in _SHORT_NAMES for word in (*_ENGLISH_UNITS, *_HOURS)),
            *(f"{word} {short}" for word in ("magnesium", "mag", "mg") for short in _SHORT_NAMES[:3]),
            "sr", "xr", "srt", "magsrt", "slowmag*", "slow mag*", "timerelease*", "slowrelease*",
            "retard*", "depot*", "langzeit*", "zeitverzogert*", "freisetzungsverzogert*",
            *(f"{slow} {word}" for slow in _SLOW_IN_GERMAN for word in _RELEASED_IN_GERMAN),
            *(f"{noun} {slow}" for noun in ("liberation", "action") for slow in _SLOW_IN_FRENCH),
            *(f"{noun} {slow}" for noun in ("liberacion", "liberacao", "accion") for slow in _SLOW_IN_SPANISH),
            *(f"{noun} {slow}" for noun in ("rilascio", "azione") for slow in _SLOW_IN_ITALIAN),
            *(f"{slow} {word}" for slow in _SLOW_IN_POLISH for word in ("uwalniani*", "uwalniaj*", "dzialani*")),
            *(f"{slow} afgifte" for slow in _SLOW_IN_DUTCH),
        ),
        false_friends=("quality control",),
    ),
    DosageFormWords(
        dosage_form=DosageForm.ENTERIC_COATED, decides=True,
        words=(
            "enteric*", "enteriq*", "enterosolub*", "gastroresist*", "gastrorresist*", "acidoresist*", "drcap*",
            *(f"{acid} {word}" for acid in _ACID for word in ("resist*", "proof", "protected")),
            "magensaftresist*", "magensaureresist*", "saureresist*", "saurefest*", "saurestabil*", "magensaft resist*",
            "resistant* a l acide*", "resistente* al acido*", "resistente* a los acidos", "resistente* agli acidi",
            "dojelitow*", "kwasoodporn*", "odporn* na kwas*", "odporn* na dzialanie kwasu*",
            "maagsapresist*", "maagzuurresist*", "zuurbestendig*", "zuurresist*",
        ),
    ),
    DosageFormWords(
        dosage_form=DosageForm.SOFTGEL, decides=True,
        words=(
            "softgel*", "soft gel", "soft gels", "soft gelatin capsule*", "soft capsule*", "liquid capsule*",
            "liquid filled capsule*", "gelcap*", "gel cap", "gel caps", "liqui gel", "liqui gels", "weichkapsel*",
            "weichgelatine*", "capsule molle", "capsules molles", "capsula blanda", "capsulas blandas", "perlas",
            "capsula molle", "kapsulk* miekk*", "softgelcapsule*", "zachte capsule*",
        ),
    ),
    DosageFormWords(
        dosage_form=DosageForm.MODIFIED_RELEASE, decides=True,
        words=(
            *(f"{verb}{what} whole" for verb in _SWALLOW for what in _WHAT_IS_SWALLOWED),
            *(f"{deny} {verb}" for deny in ("do not", "don t", "never", "not to", "must not") for verb in _DIVIDE),
            *(f"not {be}{divided}" for be in ("be ", "to be ") for divided in _DIVIDED),
            *(f"{unit} {must} not be opened" for unit in _OPENED[:2] for must in ("should", "must", "may")),
            *(f"without {verb}" for verb in ("crushing", "chewing", "breaking", "splitting", "cutting", "biting")),
            *(f"{deny} open{what} {unit}" for deny in ("do not", "don t") for what in ("", " the") for unit in _OPENED),
            "nicht teilen", "nicht teilbar*", "nicht zerteilen", "nicht zerbrechen", "nicht zerkauen", "nicht kauen",
            "nicht zerkleinern", "unzerkaut*", "unzerteilt*", "im ganzen schlucken", "im ganzen einnehmen",
            "als ganzes", "nicht offnen",
            "ne pas croquer", "ne pas ecraser", "ne pas macher", "ne pas couper", "ne pas ouvrir", "sans croquer",
            "sans macher", "avaler entier*", "no masticar*", "no triturar*", "no partir*", "no dividir*",
            "sin masticar*", "sin partir*", "tragar enter*", "non masticare", "senza masticare", "non dividere",
            "non spezzare", "deglutire inter*", "polykac w calosci", "w calosci", "nie rozgryzac", "nie dzielic",
            "nie kruszyc", "bez rozgryzania", "niet kauwen", "niet breken", "niet delen", "zonder kauwen",
            "heel doorslikken", "in zijn geheel",
        ),
        false_friends=(
            "whole food*", "whole grain*", *(f"seal {must} not be broken" for must in ("should", "must", "may")),
        ),
    ),
    DosageFormWords(
        dosage_form=DosageForm.OTHER, decides=True,
        words=(
            "chewable*", "chew tablet*", "soft chew*", "effervescent*", "fizzy tablet*", "gummy", "gummies", "lozenge*",
            "sublingual*", "gominola*", "fruchtgummi*",
            "orally disintegrating", "dissolving tablet*", "dissolvable tablet*", "dispersible tablet*",
            "oral solution", "oral liquid", "liquid magnesium", "syrup", "spray", "kautablette*", "brausetablette*",
            "lutschtablette*", "comprime* effervescent*", "comprime* a croquer", "comprimido* efervescente*",
            "comprimido* masticable*", "efervescente*", "masticable*", "compress* effervescent*",
            "compress* masticabil*", "tabletk* musujac*", "bruistablet*", "kauwtablet*", "physical state gummy",
            "physical state liquid", "physical state lozenge", "physical state other",
        ),
        false_friends=tuple(
            f"{words} powder{ending}" for words in ("effervescent", "effervescent drink", "effervescent magnesium")
            for ending in ("", "s")
        ),
    ),
    DosageFormWords(
        dosage_form=DosageForm.SCORED_TABLET, instead_of=DosageForm.TABLET,
        words=(
            *(f"scored {noun}" for noun in _SCORED), *(f"{noun} scored" for noun in _SCORED),
            *(f"scored for {why}" for why in ("eas*", "split*", "halv*", "divi*", "break*", "half", "flexible dos*")),
            *(f"scored {why}" for why in ("so that", "to allow", "to split", "to make", "to be", "in half")),
            *(f"{noun} {verb} scored" for noun in ("tablet", "tablets", "caplet", "caplets") for verb in ("is", "are")),
            "score line*", "scoreline*", "score mark*", "break line", "breakline", "bisected tablet*", "bruchkerbe*",
            "bruchrille*", "teilbare tablette*", "comprime* secable*", "tablette* secable*", "comprimido* ranurado*",
            "breukstreep*", "breukgleuf*",
        ),
        false_friends=(
            "un scored", "top scored", "best scored", "high* scored", "scored high*", "scored by",
            *(f"scored {digit}*" for digit in range(10)),
        ),
    ),
    DosageFormWords(
        dosage_form=DosageForm.TABLET,
        words=(
            "tablet", "tablets", "tablette*", "tabletk*", "tableta*", "caplet", "caplets", "comprime", "comprimes",
            "comprimido*", "compressa", "compresse", "filmtablette*", "pressling*", "tabletten",
        ),
        counted=("tab", "tabs"),
    ),
    DosageFormWords(
        dosage_form=DosageForm.HARD_CAPSULE,
        words=(
            "capsule", "capsules", "vcap", "vcaps", "vegcap", "vegcaps", "vegicap", "vegicaps", "kapsel*",
            "hartkapsel*", "gelule", "gelules", "capsula", "capsulas", "capsule", "kapsulk*",
        ),
        counted=("cap", "caps", "veg cap", "veg caps", "vegan cap", "vegan caps", "veggie cap", "veggie caps"),
    ),
    DosageFormWords(
        dosage_form=DosageForm.POWDER,
        words=(
            "physical state powder", "effervescent powder*", "effervescent drink powder*", "powder drink*",
            "drink mix*",
            "drink powder*", "effervescent magnesium powder", "magnesium powder", "magnesium drink powder",
            "magnesiumpulver", "trinkpulver", "poudre de magnesium", "magnesio en polvo", "magnesio in polvere",
            "magnez w proszku", "magnesiumpoeder",
        ),
        counted=tuple(unit for unit in POWDER_UNITS if not unit.endswith("(s)") and unit not in IN_A_POWDER_ONLY),
    ),
)
"""The rows are tried in order. The first that decides and is named wins. Else the label must name one other kind only.

The rows that decide begin with the strictest. A word that ends with ``*`` matches the rest of a word. Between two words
there may be a line break or a bracket. "Rapid release" is in no row."""

# --- What an amount belongs to
MAGNESIUM: Final[tuple[str, ...]] = ("magnesium", *languages.MAGNESIUM)
ELEMENTAL: Final[tuple[str, ...]] = (
    "elemental", "elementary", *languages.ELEMENTAL,
)
AS: Final[tuple[str, ...]] = (
    "as", "from", "in the form of", "in form of", "form", "sourced from", "derived from", *languages.AS,
)
YIELDS: Final[tuple[str, ...]] = (
    "providing", "provides", "provide", "yielding", "yields", "supplying", "supplies", "delivering", "delivers",
    "equivalent to", "equivalent", "equal to", "of which", "corresponding to", "corresponds to", "which provides",
    "gives", "giving",
    *languages.YIELDS,
)
NEUTRAL: Final[tuple[str, ...]] = (
    "of", "and", "with", "the", "a", "total", "amount", "chelate", "chelated", "chelates", "contains", "contain",
    "containing", "traacs", "albion", "fully reacted", "per", "each", "per serving", "usp", "dv", "nrv", "ri", "rda",
    "rdi", "daily value", "active ingredient", "active ingredients", "ingredients", "ingredient", "supplement facts",
    "nutrition facts", "nutrition information", "nutritional information", "amount per serving",
    *languages.NEUTRAL,
)
"""Words near a salt's name and an amount that do not change to which name the amount belongs."""
ONE_OF_THEM: Final[tuple[str, ...]] = (
    "each", "every", "single", "unit", *languages.ONE_OF_THEM,
)
"""Words which show that an amount may be for one capsule, even if a serving is several capsules."""

REFERENCES: Final[tuple[str, ...]] = (
    "nrv", "rda", "rdi", "ri", "dv", "daily value", "reference value", "reference intake", "recommended", "upper level",
    "upper limit", "intake level", "maximum", "exceed", "more than", "do not take", "tolerable", "requirement",
    *languages.REFERENCES,
)
"""Words which show that the amount next to them is a reference value, not an amount in the product.

If a percentage of a daily value is next to the amount, these words have no effect.
"""

PANEL: Final[tuple[str, ...]] = (
    "supplement facts", "nutrition facts", "nutrition information", "nutritional information", "amount per serving",
    "daily value", "% dv", "nutrient reference value", "reference intake",
    *languages.PANEL,
)
"""Headings of a nutrition panel. On a label with such a heading, an amount of "magnesium" is elemental magnesium."""

DENIALS: Final[tuple[str, ...]] = (
    "not", "no", "non", "never", "without", "nicht", "kein*", "ohne", "pas", "sans", "sin", "senza", "nie", "bez",
    "niet", "zonder",
)
"""Words that, directly before words of a dosage form, deny it."""

# --- Ingredients
HEADING_WORDS: Final[tuple[str, ...]] = (
    "typical", "average", "value", "values", "nutrient", "nutrients", "nutritional", "nutrition", "information",
    "composition", "content", "contents", "mineral", "minerals", "vitamin", "vitamins", "active", "substance",
    "substances", "quantity", "quantities", "amounts", "dose", "analysis", "table", "declaration", "facts", "data",
    "supplement", "and", "in", "for", "or", "one", "adult", "adults", "daily", "recommended", "is", "as", "follows",
)
"""Words of a line that only says what the amounts below it are stated for."""

NOT_OF_DAILY_VALUE: Final[tuple[str, ...]] = (
    "chelated", "chelate", "pure", "natural", "fully reacted", "elemental", "magnesium", "bioavailable", "absorbed",
    "absorption", "vegan", "organic", "active", "soluble", "buffered", "free", "plant",
)
"""Words after a percentage that is not one of the daily value: "100 % chelated"."""

OTHER_DAILY_VALUES: Final[tuple[str, ...]] = (
    "infant", "infants", "toddlers", "1 3 years", "1 through 3 years", "1 to 3 years", "under 4", "under 4 years",
    "less than 4 years", "1 3 y", "pregnant", "lactating", "pregnant or lactating", "2 3 years", "2 to 3 years",
)
"""People whose daily value is not that of adults."""

INGREDIENT_LISTS: Final[tuple[str, ...]] = (
    "other ingredients", "ingredients", "inactive ingredients", "non medicinal ingredients", "nonmedicinal ingredients",
    "excipients", "also contains", "other ingredient", "bulking agents", "full ingredients",
    *languages.INGREDIENT_LISTS,
)
"""Words that, at the beginning of a line and before a colon, begin the list of ingredients."""
REST_LISTS: Final[tuple[str, ...]] = (
    "other ingredients", "inactive ingredients", "excipients", *languages.REST_LISTS,
)
"""Words that, before a colon, begin the list of ingredients anywhere in a line."""
NO_INGREDIENTS: Final[tuple[str, ...]] = (
    "none", "nil", "no other ingredients", "nothing else", *languages.NO_INGREDIENTS,
)
DIRECTIONS: Final[tuple[str, ...]] = (
    "directions", "suggested use", "recommended use", "suggested usage", "how to use", "storage", "store", "warning",
    "warnings", "caution", "cautions", "dosage", "take", "mix", "keep", "serving size", "distributed by",
    "manufactured by", "manufactured for", "color may vary", "colour may vary", "made in", "best before",
    *languages.DIRECTIONS,
)
"""Words that begin a line on how to use or store the product.

Such a line states what the product contains only if the line has one of ``SAYS_CONTENT``.
"""
SAYS_CONTENT: Final[tuple[str, ...]] = (
    "contain", "contains", "containing", "made with", *languages.SAYS_CONTENT,
)
LIST_ENDS: Final[tuple[str, ...]] = (
    *DIRECTIONS, "allergen", "allergens", "allergy advice", "allergen advice", "supplement facts", "nutrition",
    "other ingredients", "suitable for", "gluten free", "non gmo", "gmo free", "dairy free", "soy free", "sugar free",
    "serving", "servings", "amount per", "net wt", "net weight", "contents", "manufactured", "produced", "packed",
    "distributed", "please", "consult", "if you", "this product", "these statements", "for adults", "adults", "lot",
    "exp", "certified",
    *(f"contains {allergen}" for allergen in ("milk", "soy", "soya", "wheat", "fish", "shellfish", "egg", "eggs",
                                              "tree nuts", "nuts", "coconut", "peanuts")),
    *languages.LIST_ENDS,
)
"""Words that begin a line after the list of ingredients. Such a line ends the list."""
CLAIMS: Final[tuple[str, ...]] = (
    "vegan", "vegetarian", "vegan friendly", "gluten free", "lactose free", "kosher", "halal", "organic", "non gmo",
    "made in usa", "made in the usa", "gmp certified", "third party tested",
)
"""Words of a whole line that praise the product. Such a line is no part of a list of ingredients."""
ABBREVIATIONS: Final[tuple[str, ...]] = (
    "no", "nos", "nr", "vit", "nat", "art", "incl", "ca", "approx", "sp", "spp", "ssp", "subsp", "var", "org", "extr",
    "conc", "max", "min", "bzw", "zzgl", "inkl",
)
"""Words that are written with a full stop in the middle of a list: "FD&C Yellow No. 5"."""
GOES_ON: Final[tuple[str, ...]] = ("and", "or", "with", "und", "oder", "et", "ou", "lub")
"""Words after which a list cannot end."""
# fmt: on
