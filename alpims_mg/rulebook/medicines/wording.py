"""Words around the name of a medicine on boxes, in prescriptions and in lists that people type.

Words are in lower case without accents, in English, German, French, Spanish, Italian, Polish and Dutch. A word counts
as harmless only beside a name that is recognised. Every word that stands in no list is an unknown part of the name.
"""

from typing import Final

# Formatted by hand, with many words on a line.
# fmt: off
AMOUNTS_AND_TIMES: Final[tuple[str, ...]] = (
    "mg", "mgs", "mcg", "ug", "ng", "g", "gm", "gr", "kg", "ml", "l", "cl", "dl", "cc", "iu", "ui", "ie", "jm", "unt",
    "unit", "units", "einheiten", "unites", "unidades", "unita", "eenheden", "meq", "mmol", "mol", "percent", "prozent",
    "microgram", "micrograms", "microgramme", "microgrammes", "mikrogramm", "microgramo", "microgramos", "microgrammo",
    "microgrammi", "mikrogram", "mikrogramow", "milligram", "milligrams", "milligramme", "milligrammes", "milligramm",
    "miligramo", "miligramos", "milligrammo", "milligrammi", "miligram", "miligramow", "gram", "grams", "gramm",
    "gramme", "grammes", "gramo", "gramos", "grammo", "grammi", "gramow", "millilitre", "millilitres", "milliliter",
    "milliliters", "mililitro", "mililitros", "millilitri", "mililitr", "million", "mio", "hr", "hrs", "h", "hour",
    "hours", "std", "stunden", "heures", "horas", "ore", "godz", "uur", "day", "days", "daily", "tag", "tage",
    "taglich", "jour", "jours", "par", "dia", "dias", "giorno", "giorni", "dziennie", "dzien", "dag", "dagelijks",
    "week", "weekly", "month", "monthly", "once", "twice", "times", "time", "mal", "fois", "veces", "volte", "razy",
    "keer", "morning", "noon", "evening", "night", "nightly", "bedtime", "morgens", "mittags", "abends", "matin",
    "midi", "soir", "manana", "noche", "mattina", "sera", "rano", "wieczorem", "breakfast", "lunch", "dinner", "meal",
    "meals", "food", "needed", "required", "before", "after", "fasting", "empty", "stomach", "alternate", "vor", "nach",
    "essen", "plan", "nuchtern", "avant", "apres", "repas", "jeun", "antes", "despues", "ayunas", "prima", "dopo",
    "pasti", "digiuno", "przed", "jedzeniem", "bedarf", "bei", "dose", "doses", "dosis", "actuat", "actuation",
    "actuations", "puff", "puffs", "bid", "tid", "qid", "qd", "qhs", "prn", "po", "od", "bd", "tds", "qds", "om",
    "nocte", "mane", "x",
)

DOSE_FORMS: Final[tuple[str, ...]] = (
    "tablet", "tablets", "tablette", "tabletten", "tabl", "tabletka", "tabletki", "tabletek", "tableta", "tabletas",
    "tabs", "tab", "tbl", "tabletje", "tabletjes", "filmtablette", "filmtabletten", "filmtabl", "ftbl",
    "retardtablette", "retardtabletten", "brausetablette", "brausetabletten", "schmelztablette", "schmelztabletten",
    "kautablette", "kautabletten", "filmomhulde", "capsule", "capsules", "cap", "caps", "caplet", "caplets", "kapsel",
    "kapseln", "kaps", "hartkapsel", "hartkapseln", "weichkapsel", "weichkapseln", "retardkapseln", "kapsulka",
    "kapsulki", "kapsulek", "capsula", "capsulas", "capsule rigide", "cps", "gelule", "gelules", "gel", "softgel",
    "softgels", "comprime", "comprimes", "comprimido", "comprimidos", "comp", "cp", "cpr", "cprs", "compr", "compressa",
    "compresse", "pill", "pills", "pille", "pillen", "pilule", "pilules", "pastilla", "pastillas", "dragee", "dragees",
    "drg", "drag", "grageas", "oral", "orally", "orale", "mouth", "buvable", "solution", "soluzione", "solucion",
    "losung", "lsg", "roztwor", "oplossing", "suspension", "suspensie", "sospensione", "zawiesina", "syrup", "sirup",
    "saft", "sirop", "jarabe", "sciroppo", "syrop", "siroop", "elixir", "liquid", "drop", "drops", "tropfen", "tr",
    "gouttes", "gotas", "gocce", "krople", "druppels", "powder", "pulver", "poudre", "polvo", "polvere", "proszek",
    "poeder", "granules", "granule", "granulat", "granulato", "granulado", "sachet", "sachets", "dose sachet", "tube",
    "tubes", "concentrate", "pelicula", "duotab", "t", "n", "sol", "beutel", "btl", "sobre", "sobres", "bustina",
    "bustine", "saszetka", "saszetki", "zakje", "zakjes", "lozenge", "lozenges", "chewable", "effervescent",
    "effervescents", "effervescente", "effervescenti", "efervescente", "efervescentes", "musujace", "bruistablet",
    "bruistabletten", "dispersible", "disintegrating", "orodispersible", "orodispersibles", "orodispersibili",
    "bucodispersables", "ulegajace", "rozpadowi", "sublingual", "buccal", "rectal", "suppository", "suppositories",
    "zapfchen", "suppositoire", "suppositoires", "supposte", "supositorio", "supositorios", "czopki", "zetpil",
    "zetpillen", "topical", "mucosal", "pack", "packs", "packung", "kit", "bottle", "bottles", "flasche", "flacon",
    "flacone", "frasco", "butelka", "fles", "boite", "caja", "scatola", "opakowanie", "doos", "blister", "blisters",
    "strip", "strips", "n1", "n2", "n3", "stuck", "stk", "st", "pz", "szt", "pieces", "pcs", "ct", "count",
)
"""Dose forms that say nothing of how a medicine is given beyond its being swallowed, or say too little, and packs."""

NOT_SWALLOWED: Final[tuple[str, ...]] = (
    "injection", "injections", "injectable", "injectables", "iniezione", "iniettabile", "inyeccion", "inyectable",
    "injektion", "injektionslosung", "inj", "wstrzykniecie", "wstrzykniec", "wstrzykiwan", "wstrzykiwania", "injectie",
    "injectievloeistof", "infusion", "infusionslosung", "perfusion", "infusione", "perfusao", "infuus", "intravenous",
    "iv", "intravenos", "intravenose", "intraveineuse", "endovenosa", "subcutaneous", "subkutan", "subcutanea",
    "sous cutanee", "intramuscular", "intramuskular", "depot injection", "prefilled syringe", "pre filled syringe",
    "prefilled syringes", "fertigspritze", "fertigspritzen", "seringue preremplie", "siringa preriempita",
    "jeringa precargada", "ampulkostrzykawka", "prefilled pen", "pre filled pen", "pen injector", "injektor",
    "fertigpen", "stylo prerempli", "penna preriempita", "pluma precargada", "wstrzykiwacz", "auto injector",
    "autoinjector", "auto injectors", "autoinjectors", "autoinyector", "vial", "vials", "i v", "s c", "i m", "inhaler",
    "inhalers", "inhalation", "inhalator", "inhalat", "inhalations", "inhalant", "inalazione", "inalatore", "inhalador",
    "inhalacion", "inhalateur", "inhalacji", "dosieraerosol", "metered dose", "accuhaler", "turbuhaler", "turbohaler",
    "diskus", "respimat", "evohaler", "easi breathe", "breezhaler", "autohaler", "easyhaler", "novolizer", "clickhaler",
    "inhalationspulver", "inhalationslosung", "ellipta", "handihaler", "hfa", "nebuliser", "nebulizer", "nebules",
    "nebuliser solution", "cream", "creme", "crema", "krem", "ointment", "salbe", "pommade", "pomada", "unguento",
    "masc", "zalf", "lotion", "emulgel", "shampoo", "foam", "topical gel", "hautgel", "patch", "patches", "pflaster",
    "transdermal", "transdermales pflaster", "transdermique", "transdermico", "cerotto", "cerotti", "parche", "parches",
    "plaster", "plastry", "pleister", "pleisters", "implant", "implants", "implantat", "implante", "impianto",
    "eye drops", "eye drop", "eyedrops", "eye ointment", "eye gel", "augentropfen", "augensalbe", "collyre", "colliri",
    "collirio", "colirio", "krople do oczu", "oogdruppels", "ophthalmic", "ear drops", "eardrops", "ohrentropfen",
    "otic", "nasal", "nasenspray", "nasentropfen", "nose spray", "nose drops", "spray nasale", "neusspray",
    "aerozol do nosa", "vaginal", "vaginale", "pessary", "pessaries", "intrauterine", "oral inhalation", "oral inhaler",
)
"""Dose forms and ways of giving that never reach the gut. A medicine with such a word and no route is not swallowed.

What is given into the rectum stands in ``DOSE_FORMS``: it is in the gut.
"""

SWALLOWED: Final[tuple[str, ...]] = (
    "tablet*", "tabl", "tab", "tabs", "tbl", "filmtabl*", "retardtabl*", "brausetabl*", "schmelztabl*", "kautabl*",
    "bruistabl*", "ftbl", "capsule*", "capsula*", "cap", "caps", "caplet*", "kapsel*", "hartkapsel*", "weichkapsel*",
    "retardkapsel*", "kaps", "kapsulk*", "kapsulek", "cps", "gelule*", "softgel*", "comprime*", "comprimido*", "comp",
    "cp", "cpr", "compr", "compressa", "compresse", "pill", "pills", "pille*", "pilule*", "pastilla*", "dragee*", "drg",
    "grageas", "oral", "orally", "orale", "mouth", "po", "buvable", "syrup", "sirup", "saft", "sirop", "jarabe",
    "sciroppo", "syrop", "siroop", "elixir", "chewable", "effervescent*", "efervescent*", "musujace", "sachet*",
    "sobre*", "bustin*", "saszetk*", "zakje*", "orodispersib*", "dispersible",
)
"""Words which say that a medicine is swallowed. Beside one of them, a word of ``NOT_SWALLOWED`` settles nothing."""

RELEASE_AND_COATING: Final[tuple[str, ...]] = (
    "extended", "delayed", "modified", "sustained", "prolonged", "controlled", "immediate", "slow", "rapid", "release",
    "retard", "retardata", "retardado", "depot", "er", "xr", "sr", "mr", "la", "cr", "xl", "dr", "ir", "ec", "odt",
    "lp", "rp", "pr", "cd", "uno", "prolongatum", "prolonge", "prolongee", "liberation", "prolongada", "liberacion",
    "rilascio", "prolungato", "modificato", "przedluzonym", "uwalnianiu", "verlengde", "afgifte", "coated", "film",
    "enteric", "gastro", "resistant", "resistants", "magensaftresistent", "magensaftresistente", "gastroresistant",
    "gastroresistants", "gastrorresistente", "gastrorresistentes", "gastroresistenti", "dojelitowe", "pellicule",
    "pellicules", "recubierto", "recubiertos", "rivestita", "rivestite", "powlekane", "powlekana", "secable",
    "secables", "sec", "riv", "gastrores", "ranurado", "scored", "maagsapresistent", "maagsapresistente",
)

SALTS: Final[tuple[str, ...]] = (
    "hydrochloride", "dihydrochloride", "hcl", "chlorhydrate", "hydrochlorid", "clorhidrato", "cloridrato",
    "chlorowodorek", "hydrochloridum", "hydrobromide", "hydrobromid", "bromhydrate", "bromhidrato", "bromide",
    "chloride", "chlorid", "chlorure", "cloruro", "sodium", "natrium", "sodique", "sodico", "sodica", "sodowa",
    "disodium", "potassium", "kalium", "potassique", "potasico", "potassico", "calcium", "calcique", "calcico",
    "calcica", "sulfate", "sulphate", "sulfat", "sulfato", "solfato", "siarczan", "sulfaat", "phosphate", "phosphat",
    "fosfato", "diphosphate", "tartrate", "tartrat", "tartrato", "bitartrate", "succinate", "succinat", "succinato",
    "bursztynian", "maleate", "maleat", "maleato", "fumarate", "fumarat", "fumarato", "hemifumarate", "besylate",
    "besilate", "besilat", "besilato", "mesylate", "mesilate", "mesilat", "mesilato", "tosylate", "acetate", "acetat",
    "acetato", "citrate", "citrat", "citrato", "oxalate", "oxalat", "macrocrystals", "macrocrystalline", "nitrate",
    "carbonate", "gluconate", "lactate", "pamoate", "hyclate", "hyclat", "propionate", "propionat", "propionato",
    "dipropionate", "furoate", "valerate", "butyrate", "stearate", "palmitate", "decanoate", "xinafoate", "embonate",
    "anhydrous", "wasserfrei", "anhydre", "anhidro", "monohydrate", "monohydrat", "dihydrate", "trihydrate",
    "trihydrat", "hemihydrate", "hydrate", "medoxomil", "cilexetil", "axetil", "proxetil", "etexilate", "alafenamide",
    "disoproxil", "erbumine", "tert", "butylamine", "arginine", "marboxil", "acid", "acide", "acido", "base", "salt",
    "sel", "sal", "clavulanate", "clavulanic", "clavulan", "dihydrat", "hemihydrat", "hemifumarat", "hydrogensulfat",
    "hydrogentartrat", "hydrogencarbonat", "hydrogen", "chlorhydrique", "winian", "maleinian", "octan", "cytrynian",
    "fosforan", "sodowy", "potasowa", "wapniowa",
)

MAKERS: Final[tuple[str, ...]] = (
    "sandoz", "teva", "mylan", "viatris", "ratiopharm", "henning", "advance", "hexal", "stada", "zentiva", "eg",
    "arrow", "biogaran", "cristers", "zydus", "accord", "aurobindo", "actavis", "almus", "krka", "winthrop", "sanofi",
    "pfizer", "bayer", "novartis", "roche", "merck", "msd", "gsk", "glaxo", "abbott", "abbvie", "lilly", "takeda",
    "aventis", "servier", "almirall", "cinfa", "normon", "kern", "kern pharma", "stadafarma", "ratiofarm", "pensa",
    "qualigen", "alter", "tarbis", "doc", "doc generici", "pharma", "pharmaceuticals", "labs", "laboratorios",
    "laboratoires", "laboratorio", "farma", "chemo", "aristo", "heumann", "aliud", "al", "abz", "beta", "betapharm",
    "1a", "1 a pharma", "ct", "basics", "puren", "dura", "neuraxpharm", "axcount", "heunet", "tad", "wockhardt", "sun",
    "cipla", "lupin", "torrent", "reddys", "dr reddys", "alembic", "amneal", "apotex", "pms", "ranbaxy", "relonchem",
    "bristol", "crescent", "milpharm", "dexcel", "rosemont", "sigma", "tillomed", "polpharma", "adamed", "polfa",
    "gedeon", "richter", "bluefish", "orion", "genericon", "1apharma", "aurovitas", "generics", "hikma", "medreich",
    "sciegen", "unichem", "macleods", "glenmark", "intas", "centrafarm", "focus", "cf", "pch", "tecnigen", "bexal",
    "mabo", "davur", "combix", "christiaens", "spirig", "mepha", "helvepharm", "sanis", "sivem", "jamp", "taro",
    "perrigo", "nordic", "ebb", "ebewe", "gerda", "ranbaxy", "rpg", "evolugen", "zen", "fair med", "eurogenerici",
    "ratiopharm gmbh", "gmbh", "ltd", "limited", "inc", "sa", "spa", "ag", "nv", "bv", "sas", "srl", "biofarm",
    "aflofarm", "biofarma", "zdrovit", "lek", "teva pharma", "edigen", "apotecaria", "viso", "farmacia", "vir",
    "ferrer", "esteve", "lacer", "rubio", "uxa", "sandoz gmbh", "winthrop arzneimittel", "micro labs", "brown", "burk",
    "aliud pharma", "vitabalans", "xiromed", "noumed", "morningside", "athlone", "teligent", "solco", "camber",
    "ascend", "greenstone", "prasco", "par", "ajanta", "strides", "marksans", "epic", "breckenridge", "heritage",
    "northstar",
)
"""Makers' names. One that is also a word for medicines, such as "chemo", is a maker's beside another medicine."""

SMALL_WORDS: Final[tuple[str, ...]] = (
    "and", "or", "with", "plus", "of", "for", "the", "a", "an", "my", "in", "on", "at", "as", "per", "each", "every",
    "by", "some", "otc", "take", "taken", "taking", "generic", "generico", "generique", "generika", "brand", "strength",
    "low", "high", "forte", "mite", "usp", "ph", "eur", "und", "oder", "mit", "fur", "zu", "zum", "je", "et", "ou",
    "avec", "pour", "de", "du", "des", "le", "la", "en", "y", "o", "con", "para", "por", "e", "ed", "di", "da", "i",
    "lub", "z", "na", "do", "met", "voor", "bp", "dcpp", "efg", "mut", "wirkstoff", "from", "doctor", "dentist", "gp",
    "clinic", "hospital", "acne", "women", "men", "human", "adult", "adults", "erwachsene", "adultes", "adultos",
    "adulti", "kinder", "children", "isophane", "regular", "ls", "ds", "oil", "sugar", "free", "nr",
)

BESIDE_A_NAME: Final[tuple[str, ...]] = (
    *AMOUNTS_AND_TIMES, *DOSE_FORMS, *NOT_SWALLOWED, *RELEASE_AND_COATING, *SALTS, *MAKERS, *SMALL_WORDS,
    "eye", "ear", "pen", "syringe", "spray", "metered", "spacer", "ampoule", "ampoules", "ampule", "ampullen",
    "ampolla",
    "ampollas", "fiale", "fiala", "system", "spritze", "gum", "mouthwash",
)
"""All words that name no medicine beside a name that is recognised."""

ADDS_A_DIURETIC: Final[tuple[str, ...]] = (
    "plus", "comp", "compositum", "diu", "hct",
)
"""Words which, after the name of a blood-pressure medicine, mean that it also holds a diuretic without naming it."""

JOINS: Final[tuple[str, ...]] = (
    "and", "plus", "with", "und", "mit", "et", "avec", "y", "con", "e", "oraz", "i", "en", "met",
)
"""Words between the names of two medicines, in addition to signs such as a slash."""

COUNTER_IONS: Final[tuple[str, ...]] = (
    "as magnesium", "as magnesium salt", "as the magnesium salt", "magnesium salt", "as mg", "als magnesium",
    "als magnesiumsalz", "magnesiumsalz", "sous forme de magnesium", "sous forme de sel de magnesium", "como magnesio",
    "como sal de magnesio", "come magnesio", "come sale di magnesio", "jako magnez", "w postaci soli magnezowej",
    "sol magnezowa", "als magnesiumzout", "magnesiumzout",
)
"""Phrases which say that magnesium is only the salt of the medicine before them."""

MAGNESIUM: Final[tuple[str, ...]] = (
    "magnesium", "magnesique", "magnesio", "magnesico", "magnesica", "magnez", "magnezowy", "magnezowa",
)
"""Words for magnesium as the salt of a medicine in ``SOLD_AS_MAGNESIUM_SALT``, directly after its name."""

SOLD_AS_MAGNESIUM_SALT: Final[tuple[str, ...]] = (
    "omeprazol*", "esomeprazol*", "ezomeprazol*", "pantoprazol*", "rabeprazol*", "dexrabeprazol*", "lansoprazol*",
    "dexlansoprazol*", "ilaprazol*", "valproat*", "valproinat*",
)
"""Medicines that are sold as a magnesium salt. With a sign or a word such as "and" between, magnesium is a medicine."""

HYDRATES: Final[tuple[str, ...]] = (
    "monohydrat*", "dihydrat*", "trihydrat*", "hydrat*", "dwuwodny", "trojwodny", "diidrat*", "triidrat*",
)
"""Words for the water in a salt, which may stand after it."""
# fmt: on
