"""Words that often stand next to the name of a medicine and name none: amounts, dose forms, salts and joining words."""

from typing import Final

# Formatted by hand, with many words on a line.
# fmt: off
BESIDE_A_NAME: Final[tuple[str, ...]] = (
    # Amounts and times
    "mg", "mcg", "ug", "g", "kg", "ml", "l", "iu", "ui", "unit", "units", "meq", "mmol", "mol", "percent", "hr", "hrs",
    "h", "hour", "hours", "day", "days", "daily", "week", "weekly", "month", "monthly", "once", "twice", "times",
    "time", "morning", "noon", "evening", "night", "nightly", "bedtime", "breakfast", "lunch", "dinner", "meal",
    "meals", "food", "needed", "required", "dose", "doses", "actuat", "actuation", "actuations", "bid", "tid",
    "qid", "qd", "prn", "po",
    "od", "bd", "tds", "qds", "x",
    # Dose forms and routes
    "tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap", "caps", "caplet", "caplets", "pill", "pills",
    "oral", "orally", "mouth", "solution", "suspension", "syrup", "elixir", "liquid", "drop", "drops", "powder",
    "granules", "granule", "sachet", "sachets", "lozenge", "chewable", "effervescent", "dispersible", "disintegrating",
    "orodispersible", "sublingual", "buccal", "rectal", "suppository", "vaginal", "injection", "injectable",
    "injections", "infusion", "intravenous", "iv", "subcutaneous", "intramuscular", "syringe", "prefilled", "pen",
    "vial", "ampoule", "autoinjector", "cream", "ointment", "gel", "lotion", "topical", "patch", "transdermal", "spray",
    "mucosal", "nasal", "inhalation", "inhalant", "metered", "nebulizer", "ophthalmic", "otic", "eye", "ear", "pack",
    "kit", "bottle",
    # Release and coating
    "extended", "delayed", "modified", "sustained", "prolonged", "controlled", "immediate", "slow", "release", "retard",
    "er", "xr", "sr", "mr", "la", "cr", "xl", "dr", "ir", "ec", "odt", "coated", "film", "enteric", "gastro",
    "resistant",
    # Salts
    "hydrochloride", "dihydrochloride", "hcl", "hydrobromide", "bromide", "chloride", "sodium", "disodium", "potassium",
    "calcium", "sulfate", "sulphate", "phosphate", "diphosphate", "tartrate", "bitartrate", "succinate", "maleate",
    "fumarate", "hemifumarate", "besylate", "besilate", "mesylate", "mesilate", "tosylate", "acetate", "citrate",
    "oxalate", "macrocrystals", "macrocrystalline", "nitrate", "carbonate", "gluconate", "lactate", "pamoate",
    "hyclate", "anhydrous", "monohydrate", "dihydrate",
    "trihydrate", "hemihydrate", "hydrate", "medoxomil", "cilexetil", "axetil", "proxetil", "etexilate", "alafenamide",
    "disoproxil", "erbumine", "arginine", "marboxil", "acid", "base", "salt",
    # Small words
    "and", "or", "with", "plus", "of", "for", "the", "a", "an", "my", "in", "on", "at", "as", "per", "each", "every",
    "by", "some", "otc", "take", "taken", "taking", "generic", "brand", "strength", "low", "high", "usp", "ph", "eur",
    "natrium", "clavulanate", "clavulanic", "unt",
    "from", "doctor", "dentist", "gp", "clinic", "hospital", "acne", "women", "men", "human", "isophane", "regular",
    "ls", "ds", "oil", "sugar", "free",
    "sandoz", "teva", "mylan", "ratiopharm", "hexal", "stada", "zentiva",
)

ADDS_A_DIURETIC: Final[tuple[str, ...]] = ("plus", "comp", "compositum", "diu", "hct")
"""Words which, after the name of a blood-pressure medicine, mean that it also holds a diuretic without naming it."""

JOINS: Final[tuple[str, ...]] = ("and", "plus", "with", "und", "et")
"""Words between the names of two medicines, in addition to signs such as a slash."""
# fmt: on
