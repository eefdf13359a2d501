"""Words about a product: route, form, salt, additives."""

from alpims_mg.model.vocabulary.words import Word


class Route(Word):
    """How the magnesium reaches the body."""

    CAPSULE = "capsule"
    TOPICAL = "topical"


class Vehicle(Word):
    """What topical magnesium comes in."""

    OIL = "oil"
    CREAM = "cream"
    BATH = "bath"


class Form(Word):
    """The magnesium compound in a capsule."""

    GLYCINATE = "glycinate"
    TAURATE = "taurate"
    MALATE = "malate"
    THREONATE = "threonate"
    CITRATE = "citrate"
    OXIDE = "oxide"


class MagnesiumSalt(Word):
    """A compound that labels name as magnesium; hydrates are their own, since water takes up a part of the mass."""

    BISGLYCINATE = "bisglycinate"
    BISGLYCINATE_DIHYDRATE = "bisglycinate-dihydrate"
    LYSINATE_GLYCINATE = "lysinate-glycinate"
    TAURATE = "taurate"
    TAURATE_DIHYDRATE = "taurate-dihydrate"
    MALATE = "malate"
    """One magnesium to one malic acid, without water."""
    MALATE_MONOHYDRATE = "malate-monohydrate"
    MALATE_DIHYDRATE = "malate-dihydrate"
    MALATE_TRIHYDRATE = "malate-trihydrate"
    BIS_HYDROGEN_MALATE = "bis-hydrogen-malate"
    """One magnesium to two malic acids."""
    DIMAGNESIUM_MALATE = "dimagnesium-malate"
    """Two magnesium to one malic acid, as its formula has it."""
    DIMAGNESIUM_MALATE_AS_SOLD = "dimagnesium-malate-as-sold"
    """What is sold under that name, whose formula nobody states."""
    THREONATE = "threonate"
    THREONATE_MONOHYDRATE = "threonate-monohydrate"
    THREONATE_AS_SOLD = "threonate-as-sold"
    """What the European specification lets be sold."""
    TRIMAGNESIUM_DICITRATE = "trimagnesium-dicitrate"
    TRIMAGNESIUM_DICITRATE_NONAHYDRATE = "trimagnesium-dicitrate-nonahydrate"
    TRIMAGNESIUM_DICITRATE_TETRADECAHYDRATE = "trimagnesium-dicitrate-tetradecahydrate"
    HYDROGEN_CITRATE = "hydrogen-citrate"
    """One magnesium to one citric acid, also called dibasic."""
    OXIDE = "oxide"
    HYDROXIDE = "hydroxide"
    CARBONATE = "carbonate"
    CHLORIDE_HEXAHYDRATE = "chloride-hexahydrate"
    SULFATE_HEPTAHYDRATE = "sulfate-heptahydrate"
    LACTATE_DIHYDRATE = "lactate-dihydrate"
    GLUCONATE = "gluconate"
    GLUCONATE_DIHYDRATE = "gluconate-dihydrate"
    ASPARTATE_DIHYDRATE = "aspartate-dihydrate"
    OROTATE_DIHYDRATE = "orotate-dihydrate"
    GLYCEROPHOSPHATE = "glycerophosphate"
    STEARATE = "stearate"
    """A filler, never a dose."""


class Additive(Word):
    """A kind of ingredient beside the magnesium. The first four are always screened for."""

    CITRUS = "citrus"
    CITRIC_ACID = "citric-acid"
    STEVIA = "stevia"
    FLAVOURING = "flavouring"
    CITRATE_SALT = "citrate-salt"
    DYE = "dye"
    PRESERVATIVE = "preservative"
    SWEETENER = "sweetener"
    FILLER = "filler"
