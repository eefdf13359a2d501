"""Tables of how much magnesium people need in total, food and drink included.

The table of total intakes is for information only: no answer uses it. The table of label intakes also serves to check
the percentages on labels.

A total intake is often higher than an upper level, because an upper level counts supplements only. The library never
compares a total intake with an upper level or a plan.
"""

from typing import Final, NamedTuple, final

import attrs

from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook.sources import CONVENTION, EFSA_2015, EU_1169_2011, IOM_1997, MHLW_2015, UK_RNI, US_DAILY_VALUE
from alpims_mg.rules.tables import Rule, Table, every, when


class StatedBy(Word):
    """A source that states how much magnesium people need in total: a part of ``TotalIntakeKey``."""

    NAM = "nam"
    EFSA = "efsa"
    UK = "uk"
    MHLW = "mhlw"


class NeedAge(Word):
    """A band of ages: a part of ``TotalIntakeKey``.

    A band is in whole years, or in months for infants. Both ends are included.
    """

    UP_TO_6_MONTHS = "0-6-months"
    FROM_7_MONTHS = "7-11-months"
    ONE_TO_TWO = "1-2"
    THREE = "3"
    FOUR_TO_EIGHT = "4-8"
    NINE = "9"
    TEN_TO_THIRTEEN = "10-13"
    FOURTEEN_TO_SEVENTEEN = "14-17"
    EIGHTEEN = "18"
    NINETEEN_TO_29 = "19-29"
    THIRTY = "30"
    THIRTY_ONE_TO_49 = "31-49"
    FIFTY = "50"
    FROM_51 = "51+"


class NeedOf(Word):
    """Whom a figure is for, such as females or those who are pregnant: a part of ``TotalIntakeKey``."""

    MALE = "male"
    FEMALE = "female"
    PREGNANT = "pregnant"
    LACTATING = "lactating"


class NoFigure(Word):
    """Stands in ``TotalIntake`` for a figure that the source does not give. It never means zero or unlimited."""

    NONE_STATED = "none-stated"


@final
@attrs.frozen(kw_only=True)
class TotalIntake:
    """The answer in the tables of total and label intakes: magnesium a day with food and drink, or ``NoFigure``."""

    in_all: Elemental | NoFigure


@final
class TotalIntakeKey(NamedTuple):
    """The key of the table of total intakes: the source, the age band, and the people concerned."""

    stated_by: StatedBy
    age: NeedAge
    need_of: NeedOf


_ALLOWANCE: Final = "a recommended allowance for the whole day, food included"
_ADEQUATE: Final = "an adequate intake for the whole day, food included"
_REFERENCE: Final = "a reference intake for the whole day, food included"
_NONE: Final = "no figure is stated here. Such figures are for the whole day, food included"

_NEVER_COMPARED: Final = Citation(
    source=CONVENTION,
    place="reading of total intakes",
    claim="Total intakes and upper levels for supplements are different things and are never compared.",
)
_NOT_FOUND: Final = Citation(
    source=CONVENTION, place="reading of a missing figure", claim="If we found no figure, we make none up."
)
_NAM: Final = Citation(
    source=IOM_1997,
    place="recommended dietary allowances",
    claim="By age and sex, with separate rows for pregnancy and lactation. Under 1 year, an adequate intake.",
    certainty=Certainty.QUOTED,
)
_EFSA: Final = Citation(
    source=EFSA_2015,
    place="final opinion, adequate intakes",
    claim="Men 350 mg, women 300 mg, pregnant or not. 170 mg at ages 1-2, 230 mg at 3-9, then by sex.",
    certainty=Certainty.QUOTED,
)
_UK: Final = Citation(source=UK_RNI, place="magnesium", claim="Men 300 mg, women 270 mg.", certainty=Certainty.QUOTED)
_MHLW: Final = Citation(
    source=MHLW_2015,
    place="magnesium, recommended allowances",
    claim="Men and women: 340 and 270 mg at ages 18-29, 370 and 290 mg at 30-49. In pregnancy, 40 mg more. "
    "A newer edition exists. We have not seen its numbers.",
    certainty=Certainty.QUOTED,
)
_CITED: Final = {StatedBy.NAM: _NAM, StatedBy.EFSA: _EFSA, StatedBy.UK: _UK, StatedBy.MHLW: _MHLW}

_EITHER: Final = frozenset({NeedOf.MALE, NeedOf.FEMALE})
_MOTHER: Final = frozenset({NeedOf.PREGNANT, NeedOf.LACTATING})
_MALE: Final = frozenset({NeedOf.MALE})
_FEMALE: Final = frozenset({NeedOf.FEMALE})
_PREGNANT: Final = frozenset({NeedOf.PREGNANT})
_LACTATING: Final = frozenset({NeedOf.LACTATING})

_ONE_TO_THREE: Final = frozenset({NeedAge.ONE_TO_TWO, NeedAge.THREE})
_THREE_TO_NINE: Final = frozenset({NeedAge.THREE, NeedAge.FOUR_TO_EIGHT, NeedAge.NINE})
_NINE_TO_THIRTEEN: Final = frozenset({NeedAge.NINE, NeedAge.TEN_TO_THIRTEEN})
_TEN_TO_17: Final = frozenset({NeedAge.TEN_TO_THIRTEEN, NeedAge.FOURTEEN_TO_SEVENTEEN})
_FOURTEEN_TO_18: Final = frozenset({NeedAge.FOURTEEN_TO_SEVENTEEN, NeedAge.EIGHTEEN})
_NINETEEN_TO_30: Final = frozenset({NeedAge.NINETEEN_TO_29, NeedAge.THIRTY})
_THIRTY_ONE_TO_50: Final = frozenset({NeedAge.THIRTY_ONE_TO_49, NeedAge.FIFTY})
_FROM_31: Final = _THIRTY_ONE_TO_50 | {NeedAge.FROM_51}
_FROM_19: Final = _NINETEEN_TO_30 | _FROM_31
_FROM_18: Final = _FROM_19 | {NeedAge.EIGHTEEN}
_EIGHTEEN_TO_29: Final = frozenset({NeedAge.EIGHTEEN, NeedAge.NINETEEN_TO_29})
_THIRTY_TO_49: Final = frozenset({NeedAge.THIRTY, NeedAge.THIRTY_ONE_TO_49})

TOTAL_INTAKES: Final[Table[TotalIntakeKey, TotalIntake]] = Table(
    name="intake",
    title="Total daily intakes of magnesium, food and drink included; never compared with upper levels or with a plan",
    key=TotalIntakeKey,
    rules=(
        *(
            Rule(
                id=f"intake.{by}.{name}",
                when=when(stated_by=by, need_of=whose, age=ages),
                then=TotalIntake(in_all=Elemental.mg(mg)),
                because=kind,
                cites=(_CITED[by], _NEVER_COMPARED),
            )
            for by, name, whose, ages, mg, kind in (
                (StatedBy.NAM, "0-6-months", _EITHER, NeedAge.UP_TO_6_MONTHS, 30, _ADEQUATE),
                (StatedBy.NAM, "7-11-months", _EITHER, NeedAge.FROM_7_MONTHS, 75, _ADEQUATE),
                (StatedBy.NAM, "1-3", _EITHER, _ONE_TO_THREE, 80, _ALLOWANCE),
                (StatedBy.NAM, "4-8", _EITHER, NeedAge.FOUR_TO_EIGHT, 130, _ALLOWANCE),
                (StatedBy.NAM, "9-13", _EITHER, _NINE_TO_THIRTEEN, 240, _ALLOWANCE),
                (StatedBy.NAM, "male.14-18", _MALE, _FOURTEEN_TO_18, 410, _ALLOWANCE),
                (StatedBy.NAM, "male.19-30", _MALE, _NINETEEN_TO_30, 400, _ALLOWANCE),
                (StatedBy.NAM, "male.from-31", _MALE, _FROM_31, 420, _ALLOWANCE),
                (StatedBy.NAM, "female.14-18", _FEMALE, _FOURTEEN_TO_18, 360, _ALLOWANCE),
                (StatedBy.NAM, "female.19-30", _FEMALE, _NINETEEN_TO_30, 310, _ALLOWANCE),
                (StatedBy.NAM, "female.from-31", _FEMALE, _FROM_31, 320, _ALLOWANCE),
                (StatedBy.NAM, "pregnant.14-18", _PREGNANT, _FOURTEEN_TO_18, 400, _ALLOWANCE),
                (StatedBy.NAM, "pregnant.19-30", _PREGNANT, _NINETEEN_TO_30, 350, _ALLOWANCE),
                (StatedBy.NAM, "pregnant.31-50", _PREGNANT, _THIRTY_ONE_TO_50, 360, _ALLOWANCE),
                (StatedBy.NAM, "lactating.14-18", _LACTATING, _FOURTEEN_TO_18, 360, _ALLOWANCE),
                (StatedBy.NAM, "lactating.19-30", _LACTATING, _NINETEEN_TO_30, 310, _ALLOWANCE),
                (StatedBy.NAM, "lactating.31-50", _LACTATING, _THIRTY_ONE_TO_50, 320, _ALLOWANCE),
                (StatedBy.EFSA, "7-11-months", _EITHER, NeedAge.FROM_7_MONTHS, 80, _ADEQUATE),
                (StatedBy.EFSA, "1-2", _EITHER, NeedAge.ONE_TO_TWO, 170, _ADEQUATE),
                (StatedBy.EFSA, "3-9", _EITHER, _THREE_TO_NINE, 230, _ADEQUATE),
                (StatedBy.EFSA, "male.10-17", _MALE, _TEN_TO_17, 300, _ADEQUATE),
                (StatedBy.EFSA, "female.10-17", _FEMALE, _TEN_TO_17, 250, _ADEQUATE),
                (StatedBy.EFSA, "male.from-18", _MALE, _FROM_18, 350, _ADEQUATE),
                (StatedBy.EFSA, "female.from-18", _FEMALE | _PREGNANT, _FROM_18, 300, _ADEQUATE),
                (StatedBy.UK, "male.from-19", _MALE, _FROM_19, 300, _REFERENCE),
                (StatedBy.UK, "female.from-19", _FEMALE, _FROM_19, 270, _REFERENCE),
                (StatedBy.MHLW, "male.18-29", _MALE, _EIGHTEEN_TO_29, 340, _ALLOWANCE),
                (StatedBy.MHLW, "female.18-29", _FEMALE, _EIGHTEEN_TO_29, 270, _ALLOWANCE),
                (StatedBy.MHLW, "pregnant.18-29", _PREGNANT, _EIGHTEEN_TO_29, 310, _ALLOWANCE),
                (StatedBy.MHLW, "male.30-49", _MALE, _THIRTY_TO_49, 370, _ALLOWANCE),
                (StatedBy.MHLW, "female.30-49", _FEMALE, _THIRTY_TO_49, 290, _ALLOWANCE),
                (StatedBy.MHLW, "pregnant.30-49", _PREGNANT, _THIRTY_TO_49, 330, _ALLOWANCE),
            )
        ),
        *(
            Rule(
                id=f"intake.{by}.{name}",
                when=when(stated_by=by, need_of=whose, age=ages),
                then=TotalIntake(in_all=NoFigure.NONE_STATED),
                because=_NONE,
                cites=(_NOT_FOUND, _NEVER_COMPARED),
            )
            for by, name, whose, ages in (
                (
                    StatedBy.NAM,
                    "mother.none",
                    _MOTHER,
                    every(NeedAge, but=_FOURTEEN_TO_18 | _NINETEEN_TO_30 | _THIRTY_ONE_TO_50),
                ),
                (StatedBy.EFSA, "0-6-months.none", _EITHER, frozenset({NeedAge.UP_TO_6_MONTHS})),
                (StatedBy.EFSA, "pregnant.none", _PREGNANT, every(NeedAge, but=_FROM_18)),
                (StatedBy.EFSA, "lactating.none", _LACTATING, every(NeedAge)),
                (StatedBy.UK, "none", _EITHER, every(NeedAge, but=_FROM_19)),
                (StatedBy.UK, "mother.none", _MOTHER, every(NeedAge)),
                (StatedBy.MHLW, "none", _EITHER | _PREGNANT, every(NeedAge, but=_EIGHTEEN_TO_29 | _THIRTY_TO_49)),
                (StatedBy.MHLW, "lactating.none", _LACTATING, every(NeedAge)),
            )
        ),
    ),
)


class LabelBasis(Word):
    """The key of the table of label intakes: a region whose labels show percentages of one daily intake."""

    US = "us"
    US_BEFORE_2016 = "us-before-2016"
    EU = "eu"


LABEL_INTAKES: Final[Table[LabelBasis, TotalIntake]] = Table(
    name="intake",
    title="What the percentages on labels refer to: total intakes, food and drink included",
    key=LabelBasis,
    rules=(
        Rule(
            id="intake.label.us",
            when=when(LabelBasis.US),
            then=TotalIntake(in_all=Elemental.mg(420)),
            because="the daily value on American labels, for the whole day, food included",
            cites=(
                Citation(source=US_DAILY_VALUE, place="magnesium", claim="420 mg.", certainty=Certainty.QUOTED),
                _NEVER_COMPARED,
            ),
        ),
        Rule(
            id="intake.label.us-before-2016",
            when=when(LabelBasis.US_BEFORE_2016),
            then=TotalIntake(in_all=Elemental.mg(400)),
            because="the daily value on American labels until it was revised in 2016, for the whole day, food included",
            cites=(
                Citation(
                    source=US_DAILY_VALUE, place="magnesium, before 2016", claim="400 mg.", certainty=Certainty.QUOTED
                ),
                _NEVER_COMPARED,
            ),
        ),
        Rule(
            id="intake.label.eu",
            when=when(LabelBasis.EU),
            then=TotalIntake(in_all=Elemental.mg(375)),
            because="the reference value on European labels, for the whole day, food included",
            cites=(
                Citation(source=EU_1169_2011, place="annex XIII", claim="375 mg.", certainty=Certainty.QUOTED),
                _NEVER_COMPARED,
            ),
        ),
    ),
)
