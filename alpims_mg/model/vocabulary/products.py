"""Words about a product: its route, vehicle, form, dosage form, salt and additives."""

from typing import Final

from alpims_mg.model.vocabulary.words import GrowingWord, Word


class Route(Word):
    """How a person uses magnesium: swallowed as a capsule, or on the skin."""

    CAPSULE = "capsule"
    TOPICAL = "topical"


class Vehicle(Word):
    """The kind of topical product, such as an oil."""

    OIL = "oil"
    CREAM = "cream"
    BATH = "bath"


class Form(GrowingWord):
    """The kind of magnesium compound in a capsule. It is the key of the table of forms."""

    GLYCINATE = "glycinate"
    TAURATE = "taurate"
    MALATE = "malate"
    THREONATE = "threonate"
    CITRATE = "citrate"
    OXIDE = "oxide"


class DosageForm(GrowingWord):
    """What kind of thing is swallowed. It is a part of the key of the table that says what can be divided."""

    HARD_CAPSULE = "hard-capsule"
    """A capsule of two shells with powder inside. It can be opened."""
    SOFTGEL = "softgel"
    """A sealed capsule with a liquid or paste inside."""
    TABLET = "tablet"
    """A tablet without a score line."""
    SCORED_TABLET = "scored-tablet"
    """A tablet with a score line, along which it can be split."""
    MODIFIED_RELEASE = "modified-release"
    """A product that releases the magnesium slowly or late, or that must be swallowed whole for another reason."""
    ENTERIC_COATED = "enteric-coated"
    """A product with a coating that does not dissolve in the stomach."""
    POWDER = "powder"
    """A powder. One unit is one sachet or one scoop."""
    OTHER = "other"
    """Any other kind, for example a chewable tablet, an effervescent tablet, a liquid or a gummy."""

    @property
    def noun(self) -> str:
        """The dosage form as a noun.

        >>> DosageForm.SCORED_TABLET.noun, DosageForm.MODIFIED_RELEASE.noun
        ('scored tablet', 'modified release product')
        """
        words = str(self).replace("-", " ")
        return words if self in _NOUNS else f"{words} product"

    @property
    def unit(self) -> str:
        """The word for one unit of this dosage form, for people. It is "capsule" where the form does not say.

        >>> DosageForm.SCORED_TABLET.unit, DosageForm.POWDER.unit, DosageForm.OTHER.unit
        ('tablet', 'measure', 'capsule')
        """
        return _UNITS.get(self, CAPSULE_UNIT)


CAPSULE_UNIT: Final = "capsule"
"""The word for one unit of a product whose dosage form is not known."""

_UNITS = {
    DosageForm.SOFTGEL: "softgel",
    DosageForm.TABLET: "tablet",
    DosageForm.SCORED_TABLET: "tablet",
    DosageForm.POWDER: "measure",
}


_NOUNS = frozenset(
    {
        DosageForm.HARD_CAPSULE,
        DosageForm.SOFTGEL,
        DosageForm.TABLET,
        DosageForm.SCORED_TABLET,
        DosageForm.POWDER,
    }
)


class MagnesiumSalt(Word):
    """A magnesium compound. It is the key of the table of salts, which states the composition of each compound.

    Each hydrate is a separate member, because the water in a hydrate adds to the mass.
    """

    BISGLYCINATE = "bisglycinate"
    BISGLYCINATE_DIHYDRATE = "bisglycinate-dihydrate"
    LYSINATE_GLYCINATE = "lysinate-glycinate"
    TAURATE = "taurate"
    TAURATE_DIHYDRATE = "taurate-dihydrate"
    MALATE = "malate"
    """One magnesium per malic acid, without water."""
    MALATE_MONOHYDRATE = "malate-monohydrate"
    MALATE_DIHYDRATE = "malate-dihydrate"
    MALATE_TRIHYDRATE = "malate-trihydrate"
    BIS_HYDROGEN_MALATE = "bis-hydrogen-malate"
    """One magnesium per two malic acids."""
    DIMAGNESIUM_MALATE = "dimagnesium-malate"
    """Two magnesium per malic acid, by the ideal formula."""
    DIMAGNESIUM_MALATE_AS_SOLD = "dimagnesium-malate-as-sold"
    """A product sold as dimagnesium malate. Its formula is not stated."""
    THREONATE = "threonate"
    THREONATE_MONOHYDRATE = "threonate-monohydrate"
    THREONATE_AS_SOLD = "threonate-as-sold"
    """Any threonate product within the European specification."""
    TRIMAGNESIUM_DICITRATE = "trimagnesium-dicitrate"
    TRIMAGNESIUM_DICITRATE_NONAHYDRATE = "trimagnesium-dicitrate-nonahydrate"
    TRIMAGNESIUM_DICITRATE_TETRADECAHYDRATE = "trimagnesium-dicitrate-tetradecahydrate"
    HYDROGEN_CITRATE = "hydrogen-citrate"
    """One magnesium per citric acid; also called dibasic magnesium citrate."""
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
    """A salt used to make capsules, not as a source of magnesium. It never counts as a dose."""


class Additive(Word):
    """A kind of ingredient in a product, in addition to the magnesium.

    The library always screens the ingredients of a capsule for the first four kinds.
    """

    CITRUS = "citrus"
    """The citrus fruit, or its juice, peel, oil or extract. Citrate is not citrus."""
    CITRIC_ACID = "citric-acid"
    """The rules treat citric acid like citrus but report it under its own name."""
    STEVIA = "stevia"
    """Stevia leaf and steviol glycosides."""
    FLAVOURING = "flavouring"
    CITRATE_SALT = "citrate-salt"
    """A citrate other than magnesium citrate, such as calcium or potassium citrate. A citrate salt is not citrus."""
    DYE = "dye"
    PRESERVATIVE = "preservative"
    SWEETENER = "sweetener"
    """A sweetener other than stevia, or a sugar alcohol."""
    FILLER = "filler"
    """An excipient such as magnesium stearate, silicon dioxide or gelatin."""
    FRAGRANCE = "fragrance"
    """Perfume or an essential oil. It is always screened for in topical products, and in capsules only on request."""
