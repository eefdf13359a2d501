"""Ages in bands, and what each band allows."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Route, Word
from alpims_mg.rulebook.sources import (
    CITRATE_TABLET_SMPC,
    CONVENTION,
    EFSA_2006,
    FAO_WHO_2001,
    GLYCEROPHOSPHATE_MONOGRAPH,
    IOM_1997,
    PMDA,
    VKM_2016,
    WAKAI_2019,
)
from alpims_mg.rules.tables import Rule, Table, every, when


class AgeBand(Word):
    """Ages in whole years that no row tells apart."""

    INFANT = "0"
    ONE_TO_TWO = "1-2"
    THREE = "3"
    FOUR_TO_EIGHT = "4-8"
    NINE = "9"
    TEN = "10"
    ELEVEN_TO_SEVENTEEN = "11-17"
    ADULT = "18+"


_BANDS: Final = Citation(
    source=IOM_1997,
    place="upper levels",
    claim="The bands begin at 1, 4, 9 and 14 years.",
    certainty=Certainty.QUOTED,
)
_ADULT: Final = Citation(
    source=CONVENTION,
    place="reading of grown up",
    claim="Adults are those of 18 years and more, whatever band a source puts 18 in.",
)

AGE_BANDS: Final[Table[AgeBand, int]] = Table(
    name="age",
    title="First year of each band",
    key=AgeBand,
    rules=(
        Rule(
            id="age.from.infant",
            when=when(AgeBand.INFANT),
            then=0,
            because="from birth",
            cites=(_BANDS,),
        ),
        Rule(
            id="age.from.one",
            when=when(AgeBand.ONE_TO_TWO),
            then=1,
            because="the first band with upper levels",
            cites=(_BANDS,),
        ),
        Rule(
            id="age.from.three",
            when=when(AgeBand.THREE),
            then=3,
            because="the Norwegian bands turn here",
            cites=(Citation(source=VKM_2016, place="maximum levels", claim="The bands begin at 1, 3 and 10 years."),),
        ),
        Rule(
            id="age.from.four",
            when=when(AgeBand.FOUR_TO_EIGHT),
            then=4,
            because="the European levels begin here",
            cites=(
                Citation(
                    source=EFSA_2006,
                    place="upper level",
                    claim="A level is set from 4 years on.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="age.from.nine",
            when=when(AgeBand.NINE),
            then=9,
            because="the American bands turn here",
            cites=(_BANDS,),
        ),
        Rule(
            id="age.from.ten",
            when=when(AgeBand.TEN),
            then=10,
            because="the Norwegian bands turn here",
            cites=(Citation(source=VKM_2016, place="maximum levels", claim="The bands begin at 1, 3 and 10 years."),),
        ),
        Rule(
            id="age.from.eleven",
            when=when(AgeBand.ELEVEN_TO_SEVENTEEN),
            then=11,
            because="the band of FAO and WHO from 4 to 10 years is over",
            cites=(
                Citation(
                    source=FAO_WHO_2001,
                    place="upper levels",
                    claim="One band runs from 4 to 10 years.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="age.from.adult",
            when=when(AgeBand.ADULT),
            then=18,
            because="grown up",
            cites=(_ADULT,),
        ),
    ),
)


@final
@attrs.frozen(kw_only=True, repr=False)
class AgeKey:
    """The band of an age, and how the magnesium is taken."""

    band: AgeBand
    route: Route


_CHILDREN: Final = Citation(
    source=GLYCEROPHOSPHATE_MONOGRAPH,
    place="posology",
    claim="Not for children under 4; for those from 4 to 12 years an amount is prescribed.",
)
_UNDER_FOUR: Final = frozenset({AgeBand.INFANT, AgeBand.ONE_TO_TWO, AgeBand.THREE})

AGES: Final[Table[AgeKey, Verdict]] = Table(
    name="age",
    title="Age",
    key=AgeKey,
    rules=(
        Rule(
            id="age.under-four",
            when=when(band=_UNDER_FOUR, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="no magnesium supplement for a child under 4",
            cites=(_CHILDREN,),
        ),
        Rule(
            id="age.under-four.topical",
            when=when(band=_UNDER_FOUR, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because="for a child under 4 even topical magnesium asks for a clinician",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of topical use",
                    claim="Where a capsule is withheld, topical magnesium asks for a clinician.",
                ),
            ),
        ),
        Rule(
            id="age.child",
            when=when(band=every(AgeBand, but=_UNDER_FOUR | {AgeBand.ADULT})),
            then=Verdict.CONSULT,
            because="under 18 a clinician decides",
            cites=(_CHILDREN, _ADULT),
        ),
        Rule(
            id="age.adult",
            when=when(band=AgeBand.ADULT),
            then=Verdict.PERMIT,
            because="from 18 years age is no bar",
            cites=(_ADULT,),
        ),
    ),
)


class AgePoint(Word):
    """What sources say of the young and the old beside the bands."""

    GLYCEROPHOSPHATE_CHILD = "glycerophosphate-child"
    CITRATE_TABLET_CHILD = "citrate-tablet-child"
    OLDER = "older"


AGE_POINTS: Final[Table[AgePoint, str]] = Table(
    name="age",
    title="What product information and papers add on age, for reading",
    key=AgePoint,
    rules=(
        Rule(
            id="age.point.glycerophosphate-child",
            when=when(AgePoint.GLYCEROPHOSPHATE_CHILD),
            then="not under 4 years; from 4 to 12 years 4 mmol (97 mg) twice a day, prescribed",
            because="product information of magnesium glycerophosphate",
            cites=(
                Citation(
                    source=GLYCEROPHOSPHATE_MONOGRAPH,
                    place="posology",
                    claim="Under 4 years not at all; from 4 to 12 years 4 mmol, which is 97 mg, two times daily.",
                ),
            ),
        ),
        Rule(
            id="age.point.citrate-tablet-child",
            when=when(AgePoint.CITRATE_TABLET_CHILD),
            then="not under 12 years",
            because="product information of a magnesium citrate tablet",
            cites=(
                Citation(
                    source=CITRATE_TABLET_SMPC, place="posology", claim="The tablet is for those of 12 years or more."
                ),
            ),
        ),
        Rule(
            id="age.point.older",
            when=when(AgePoint.OLDER),
            then="a recent kidney result first, above all with oxide",
            because="kidneys weaken with age, and older people came to harm with magnesium oxide",
            cites=(
                Citation(
                    source=WAKAI_2019,
                    place="discussion",
                    claim="Kidneys decline with age, and magnesium oxide was followed by too much magnesium.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=PMDA,
                    place="alerts",
                    claim="Too much magnesium in the blood was reported in older users of the oxide.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
    ),
)
