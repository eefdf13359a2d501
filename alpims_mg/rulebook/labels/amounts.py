"""Tables of checks on the amounts of a label: the percentage of the daily value, and the mass that one unit can hold.

A failed check either leaves an amount out (``CONTRADICTIONS``) or gives a caution (``HEAVY_UNITS``).
"""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook.sources import CONVENTION, EU_1169_2011, US_DAILY_VALUE
from alpims_mg.rules.tables import Rule, Table, when

# --- Sources
_FIFTEEN: Final = Citation(
    source=CONVENTION,
    place="reading 8, daily value",
    claim="If an amount and its percentage of the daily value are more than 15 % apart, no amount is taken.",
)
_ROUNDED: Final = Citation(
    source=CONVENTION,
    place="reading of labels",
    claim="Labels print whole percentages, so half a per cent is left for rounding.",
)
_US: Final = Citation(
    source=US_DAILY_VALUE,
    place="magnesium",
    claim="A percentage on an American label is one of 420 mg. Before 2016 it was one of 400 mg.",
    certainty=Certainty.QUOTED,
)
_EU: Final = Citation(
    source=EU_1169_2011,
    place="annex XIII",
    claim="A percentage on a European label is one of 375 mg.",
    certainty=Certainty.QUOTED,
)
_HEAVY: Final = Citation(
    source=CONVENTION,
    place="reading 8, plausibility",
    claim="Few capsules hold 1.5 g of a salt, and few tablets 2 g. Such labels often print the mass of the salt.",
)
_IMPOSSIBLE: Final = Citation(
    source=CONVENTION,
    place="reading of labels",
    claim="Magnesium is a part of its salt, so it weighs less than the salt.",
)


# --- Contradictions: the amount is left out
class Contradiction(Word):
    """The key of the table of contradictions: why an amount on a label is not taken."""

    DAILY_VALUE = "daily-value"
    """The amount and its percentage of the daily value do not fit each other."""
    CROSSED = "crossed"
    """Of two rows, the one of the salt has the percentage of the daily value, and the one of magnesium has none."""
    MORE_THAN_SALT = "more-than-salt"
    """More magnesium than salt is stated."""


CONTRADICTIONS: Final[Table[Contradiction, str]] = Table(
    name="label",
    title="Amounts on a label that contradict each other",
    key=Contradiction,
    rules=(
        Rule(
            id="label.contradiction.daily-value",
            when=when(Contradiction.DAILY_VALUE),
            then="{words}: {percent} % of the daily value is about {share_mg} mg (the whole is {values_mg} mg), so the "
            "amount and the percentage contradict each other, and no amount is taken",
            because="an amount that contradicts its own percentage may be the mass of the salt, or a misprint",
            cites=(_US, _EU, _FIFTEEN, _ROUNDED),
        ),
        Rule(
            id="label.contradiction.crossed",
            when=when(Contradiction.CROSSED),
            then="{words}: the percentage of the daily value stands beside the salt, so the amounts of magnesium and "
            "of its salt may have changed places, and none is taken",
            because="the percentage belongs to the amount of magnesium",
            cites=(_US, _EU),
        ),
        Rule(
            id="label.contradiction.more-than-salt",
            when=when(Contradiction.MORE_THAN_SALT),
            then="{words}: {elemental_mg} mg of magnesium cannot be in {compound_mg} mg of its salt, so no amount is "
            "taken",
            because="no salt holds more than its own mass",
            cites=(_IMPOSSIBLE,),
        ),
    ),
)


class AmountNumber(Word):
    """The key of the table of numbers for checking amounts."""

    APART_PER_CENT = "apart-per-cent"
    ROUNDING_TENTHS = "rounding-tenths"


AMOUNT_NUMBERS: Final[Table[AmountNumber, int]] = Table(
    name="label",
    title="Numbers for checking an amount by its percentage of the daily value",
    key=AmountNumber,
    rules=(
        Rule(
            id="label.daily-value.apart",
            when=when(AmountNumber.APART_PER_CENT),
            then=15,
            because="an amount may differ from its percentage of the daily value by up to "
            "{amount_numbers.apart_per_cent} per cent",
            cites=(_FIFTEEN,),
        ),
        Rule(
            id="label.daily-value.rounding",
            when=when(AmountNumber.ROUNDING_TENTHS),
            then=5,
            because="labels round percentages, so they may differ by {amount_numbers.rounding_tenths} tenths of a per "
            "cent of the daily value",
            cites=(_ROUNDED,),
        ),
    ),
)


# --- What one unit can hold
class UnitKind(Word):
    """The key of the table of masses that one unit can hold: a capsule or a tablet. A powder has no limit."""

    CAPSULE = "capsule"
    TABLET = "tablet"


UNIT_MASSES: Final[Table[UnitKind, int]] = Table(
    name="label",
    title="The mass of salt, in mg, that is too much for one unit",
    key=UnitKind,
    rules=(
        Rule(
            id="label.mass.capsule",
            when=when(UnitKind.CAPSULE),
            then=1500,
            because="few capsules hold this much",
            cites=(_HEAVY,),
        ),
        Rule(
            id="label.mass.tablet",
            when=when(UnitKind.TABLET),
            then=2000,
            because="few tablets are this heavy",
            cites=(_HEAVY,),
        ),
    ),
)

TABLET_WORDS: Final[tuple[str, ...]] = ("tab*", "caplet*", "compr*")
"""Words of units that are tablets. Any other unit, except a measure of a powder, is taken for a capsule."""


class HeavyUnit(Word):
    """The key of the table of units that are too heavy: how their mass is known."""

    BY_FORM = "by-form"
    """The mass follows from the stated magnesium and the largest share that its form can hold."""
    STATED = "stated"
    """The label states the mass of the salt."""


HEAVY_UNITS: Final[Table[HeavyUnit, Verdict]] = Table(
    name="label",
    title="More salt than one unit usually holds",
    key=HeavyUnit,
    rules=(
        Rule(
            id="label.heavy.by-form",
            when=when(HeavyUnit.BY_FORM),
            then=Verdict.CAUTION,
            because="the salt for this much magnesium weighs more than one unit usually holds[. {elemental_mg} mg need "
            "{salt_g} g, and one {unit} rarely holds {limit_g} g]. Such labels often print the mass of the salt. Ask "
            "the maker how much elemental magnesium is in one",
            cites=(_HEAVY,),
        ),
        Rule(
            id="label.heavy.stated",
            when=when(HeavyUnit.STATED),
            then=Verdict.CAUTION,
            because="the label states more salt than one unit usually holds[: {compound_mg} mg, and one {unit} rarely "
            "holds {limit_g} g]. The amount may be that of several. Ask the maker how much elemental magnesium is in "
            "one",
            cites=(_HEAVY,),
        ),
    ),
)
