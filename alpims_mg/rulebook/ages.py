"""Tables about age: the first age of each band, the verdict for each band and route, and advice."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Route, Word
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.sources import (
    CONVENTION,
    DOI_2021,
    EFSA_2006,
    FAO_WHO_2001,
    IOM_1997,
    MHLW_OXIDE_2015,
    UK_SMPC_11577,
    VKM_2016,
    WAKAI_2019,
)
from alpims_mg.rules.tables import Rule, Table, every, when


class AgeBand(Word):
    """The key of the table of first ages: a band of ages in whole years, both ends included.

    All rules treat the ages of a band alike.
    """

    INFANT = "0"
    ONE_TO_TWO = "1-2"
    THREE = "3"
    FOUR_TO_EIGHT = "4-8"
    NINE = "9"
    TEN = "10"
    ELEVEN_TO_SEVENTEEN = "11-17"
    EIGHTEEN = "18"
    ADULT = "19-64"
    OLDER = "65+"


ADULTS: Final = frozenset({AgeBand.EIGHTEEN, AgeBand.ADULT, AgeBand.OLDER})
"""The bands of people who count as adults."""
CHILDREN: Final = every(AgeBand, but=ADULTS)
"""The bands of people under 18."""


_BANDS: Final = Citation(
    source=IOM_1997,
    place="upper levels",
    claim="Bands start at 1, 4, 9 and 14 years.",
    certainty=Certainty.QUOTED,
)
_ADULT: Final = Citation(
    source=CONVENTION,
    place="reading of adult age",
    claim="Adults are people aged 18 or over, whichever band a source puts age 18 in.",
)
_BOTH_COLUMNS: Final = Citation(
    source=CONVENTION,
    place="reading of age 18",
    claim="Sources put age 18 with children or with adults. At 18, the lower of both levels counts, as a question.",
)
_OLDER: Final = Citation(
    source=CONVENTION,
    place="reading of older age",
    claim="The warnings do not say from which age on a person is older. We read 65 or over.",
)

AGE_BANDS: Final[Table[AgeBand, int]] = Table(
    name="age",
    title="First age of each band, in years",
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
            because="a Norwegian band starts here",
            cites=(Citation(source=VKM_2016, place="maximum levels", claim="Bands start at 1, 3 and 10 years."),),
        ),
        Rule(
            id="age.from.four",
            when=when(AgeBand.FOUR_TO_EIGHT),
            then=4,
            because="the European levels start here",
            cites=(
                Citation(
                    source=EFSA_2006,
                    place="upper level",
                    claim="A level is set from age 4.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="age.from.nine",
            when=when(AgeBand.NINE),
            then=9,
            because="an American band starts here",
            cites=(_BANDS,),
        ),
        Rule(
            id="age.from.ten",
            when=when(AgeBand.TEN),
            then=10,
            because="a Norwegian band starts here",
            cites=(Citation(source=VKM_2016, place="maximum levels", claim="Bands start at 1, 3 and 10 years."),),
        ),
        Rule(
            id="age.from.eleven",
            when=when(AgeBand.ELEVEN_TO_SEVENTEEN),
            then=11,
            because="the FAO and WHO band from 4 to 10 years ends before this age",
            cites=(
                Citation(
                    source=FAO_WHO_2001,
                    place="upper levels",
                    claim="One band covers ages 4 to 10.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="age.from.eighteen",
            when=when(AgeBand.EIGHTEEN),
            then=18,
            because="adults. At this age, some sources still use the levels of children",
            cites=(_ADULT, _BOTH_COLUMNS),
        ),
        Rule(
            id="age.from.adult",
            when=when(AgeBand.ADULT),
            then=19,
            because="from this age on, every source uses the levels of adults",
            cites=(_ADULT, _BOTH_COLUMNS),
        ),
        Rule(
            id="age.from.older",
            when=when(AgeBand.OLDER),
            then=65,
            because="older people",
            cites=(_OLDER,),
        ),
    ),
)


@final
class AgeKey(NamedTuple):
    """The key of the table of ages: the person's age band, the route, and the ``Salt`` of the product."""

    band: AgeBand
    route: Route
    salt: Salt


_CHILD_DOSE: Final = Citation(
    source=UK_SMPC_11577,
    place="4.2, posology",
    claim="Not for children under 4.",
)
_CHILD_AMOUNT: Final = Citation(
    source=UK_SMPC_11577,
    place="4.2, posology",
    claim="For ages 4 to 12, the amount is prescribed.",
    certainty=Certainty.QUOTED,
)
_UNDER_FOUR: Final = frozenset({AgeBand.INFANT, AgeBand.ONE_TO_TWO, AgeBand.THREE})
_OXIDE_CASES: Final = Citation(
    source=MHLW_OXIDE_2015,
    place="important precautions; use in the elderly",
    claim="Grave cases of too much magnesium were reported in older people, and in people with constipation even at "
    "usual doses and with sound kidneys. Use as little as needed, and measure the blood.",
    certainty=Certainty.QUOTED,
)
_OXIDE_LABEL: Final = Citation(
    source=MHLW_OXIDE_2015,
    place="products sold without a prescription",
    claim="Older people ask a doctor or pharmacist before they take it.",
    certainty=Certainty.QUOTED,
)
_KIDNEYS_WEAKEN: Final = Citation(
    source=WAKAI_2019,
    place="discussion",
    claim="Kidneys weaken with age. Too much magnesium in the blood was seen after magnesium oxide.",
    certainty=Certainty.QUOTED,
)
_DOI: Final = Citation(
    source=DOI_2021,
    place="abstract",
    claim="Deaths after too much magnesium were twice as frequent above 60.",
)

AGES: Final[Table[AgeKey, Verdict]] = Table(
    name="age",
    title="Age",
    key=AgeKey,
    rules=(
        Rule(
            id="age.under-four",
            when=when(band=_UNDER_FOUR, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="do not give a magnesium supplement to a child under {age_bands.four_to_eight}",
            cites=(_CHILD_DOSE,),
        ),
        Rule(
            id="age.under-four.topical",
            when=when(band=_UNDER_FOUR, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because="for a child under {age_bands.four_to_eight}, ask a clinician before you use even magnesium on the "
            "skin",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of topical use",
                    claim="If a capsule is ruled out, topical magnesium needs a clinician.",
                ),
            ),
        ),
        Rule(
            id="age.child",
            when=when(band=CHILDREN - _UNDER_FOUR),
            then=Verdict.CONSULT,
            because="under {age_bands.eighteen}, a clinician decides",
            cites=(_CHILD_AMOUNT, _ADULT),
        ),
        Rule(
            id="age.adult",
            when=when(band=ADULTS - {AgeBand.OLDER}),
            then=Verdict.PERMIT,
            because="from age {age_bands.eighteen} on, age does not rule this out",
            cites=(_ADULT,),
        ),
        Rule(
            id="age.older",
            when=when(band=AgeBand.OLDER, route=Route.CAPSULE, salt=every(Salt, but={Salt.OXIDE})),
            then=Verdict.PERMIT,
            because="age alone does not rule this form out. From age {age_bands.older} on, kidneys get weaker, so a "
            "recent kidney result matters",
            cites=(_KIDNEYS_WEAKEN, _OLDER, _ADULT),
        ),
        Rule(
            id="age.older.oxide",
            when=when(band=AgeBand.OLDER, route=Route.CAPSULE, salt=Salt.OXIDE),
            then=Verdict.CONSULT,
            because="ask a doctor or pharmacist before you take magnesium oxide at {age_bands.older} or over. "
            "Too much magnesium in the blood was reported in older people, even at usual doses",
            cites=(_OXIDE_CASES, _OXIDE_LABEL, _DOI, _OLDER),
        ),
        Rule(
            id="age.older.topical",
            when=when(band=AgeBand.OLDER, route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because="from age {age_bands.eighteen} on, age does not rule out magnesium on the skin",
            cites=(_ADULT,),
        ),
    ),
)


class AgePoint(Word):
    """The key of the table of age points: a product for children, or older people. A row has advice on this subject."""

    GLYCEROPHOSPHATE_CHILD = "glycerophosphate-child"
    CITRATE_TABLET_CHILD = "citrate-tablet-child"
    OLDER = "older"


AGE_POINTS: Final[Table[AgePoint, str]] = Table(
    name="age",
    title="What product information and papers add about age, for information only",
    key=AgePoint,
    rules=(
        Rule(
            id="age.point.glycerophosphate-child",
            when=when(AgePoint.GLYCEROPHOSPHATE_CHILD),
            then="not under 4 years; from 4 to 12 years, 4 mmol (97 mg) twice a day, if prescribed",
            because="product information for magnesium glycerophosphate",
            cites=(
                Citation(
                    source=UK_SMPC_11577,
                    place="4.2, posology",
                    claim="Not under 4 years. From 4 to 12 years: 4 mmol, which is 97 mg, two times a day.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="age.point.citrate-tablet-child",
            when=when(AgePoint.CITRATE_TABLET_CHILD),
            then="not under 12 years",
            because="a page on a magnesium citrate tablet says so. We did not find the product information",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="after a page on a magnesium citrate tablet",
                    claim="The tablet is for people aged 12 or over. We could not tell which product information "
                    "says so.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="age.point.older",
            when=when(AgePoint.OLDER),
            then="get a recent kidney result first, above all before oxide",
            because="kidneys get weaker with age, and magnesium oxide has harmed older people",
            cites=(
                _KIDNEYS_WEAKEN,
                Citation(
                    source=MHLW_OXIDE_2015,
                    place="use in older people",
                    claim="Grave cases of too much magnesium in the blood were reported in older people who took "
                    "magnesium oxide.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
    ),
)
