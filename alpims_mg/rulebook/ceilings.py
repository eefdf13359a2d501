"""Tables of upper levels for magnesium from supplements, by source, age band and salt. Each level has a verdict."""

from typing import Final, NamedTuple, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.ages import ADULTS, CHILDREN, AgeBand
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.sources import (
    BFR_2017,
    CONVENTION,
    EFSA_2006,
    EU_2024_2694,
    EVM_2003,
    FAO_WHO_2001,
    IOM_1997,
    MHLW_2025,
    NHMRC_2006,
    NHS,
    VKM_2016,
)
from alpims_mg.rules.strictness import Stricter, stricter
from alpims_mg.rules.tables import Rule, Table, every, when


class SetBy(Word):
    """A source that may set an upper level, such as the guide or an authority: a part of ``CeilingKey``."""

    GUIDE = "guide"
    NAM = "nam"
    EFSA = "efsa"
    BFR = "bfr"
    EVM = "evm"
    NHS = "nhs"
    NHMRC = "nhmrc"
    MHLW = "mhlw"
    VKM = "vkm"
    FAO_WHO = "fao-who"
    EU_NOVEL_FOOD = "eu-novel-food"


class NoLevel(Word):
    """Why a source gives no upper level as a number. No member means a level of zero, or that there is no limit."""

    NONE_SET = "none-set"
    """The source looked at this age and set no level."""
    EXCLUDED = "excluded"
    """The source does not allow the supplement at this age."""
    SILENT = "silent"
    """The source does not mention this age or this salt."""
    NOT_MODELLED = "not-modelled"
    """The level depends on body weight, which the library does not ask for."""


@final
@attrs.frozen(kw_only=True)
class Limit:
    """The answer of a row in the table of ceilings: an upper level, and a verdict.

    ``level`` is a daily amount, or the reason why the source gives none. ``verdict`` is for a plan above the amount, or
    for any plan if there is no amount.
    """

    level: Elemental | NoLevel = attrs.field(
        metadata=stricter(Stricter.LOWER, strictest=frozenset({NoLevel.NONE_SET, NoLevel.EXCLUDED}))
    )
    verdict: Verdict = attrs.field(metadata=stricter(Stricter.HIGHER))


@final
class CeilingKey(NamedTuple):
    """The key of the table of ceilings: the source, the age band, and the ``Salt`` of the product."""

    set_by: SetBy
    age: AgeBand
    salt: Salt


_INFANT: Final = frozenset({AgeBand.INFANT})
_ONE_TO_THREE: Final = frozenset({AgeBand.ONE_TO_TWO, AgeBand.THREE})
_UNDER_FOUR: Final = _INFANT | _ONE_TO_THREE
_FOUR_TO_EIGHT: Final = frozenset({AgeBand.FOUR_TO_EIGHT})
_NINE_TO_SEVENTEEN: Final = frozenset({AgeBand.NINE, AgeBand.TEN, AgeBand.ELEVEN_TO_SEVENTEEN})
_FOUR_TO_SEVENTEEN: Final = _FOUR_TO_EIGHT | _NINE_TO_SEVENTEEN

_NAM: Final = Citation(
    source=IOM_1997,
    place="upper levels",
    claim="From supplements and medicines, not food: 65 mg at ages 1-3, 110 mg at 4-8, 350 mg from 9. "
    "None is set under 1.",
    certainty=Certainty.QUOTED,
)
_EFSA: Final = Citation(
    source=EFSA_2006,
    place="upper level",
    claim="For readily dissociable salts in supplements, fortified food and water, in two portions or more: 250 mg a "
    "day from age 4. None is set under 4.",
    certainty=Certainty.QUOTED,
)
_BFR: Final = Citation(
    source=BFR_2017,
    place="press release",
    claim="From age 4, at most 250 mg a day from supplements, in two portions or more.",
)
_EVM: Final = Citation(
    source=EVM_2003,
    place="guidance level",
    claim="A guidance level of 400 mg a day of supplemental magnesium for adults.",
    certainty=Certainty.QUOTED,
)
_NHS: Final = Citation(
    source=NHS,
    place="magnesium",
    claim="400 mg a day or less is unlikely to harm adults.",
    certainty=Certainty.QUOTED,
)
_NHMRC: Final = Citation(
    source=NHMRC_2006,
    place="upper level, adults",
    claim="350 mg a day as a supplement for adults.",
    certainty=Certainty.QUOTED,
)
_NHMRC_CHILD: Final = Citation(
    source=NHMRC_2006,
    place="upper level, children",
    claim="65 mg at ages 1-3, 110 mg at 4-8, 350 mg from 9. None is set under 1.",
    certainty=Certainty.RECALLED,
)
_MHLW: Final = Citation(
    source=MHLW_2025,
    place="upper level, adults",
    claim="For adults, 350 mg a day from sources other than ordinary food.",
    certainty=Certainty.QUOTED,
)
_MHLW_CHILD: Final = Citation(
    source=MHLW_2025,
    place="upper level, children",
    claim="5 mg a day for each kilogram of body weight.",
    certainty=Certainty.QUOTED,
)
_VKM: Final = Citation(
    source=VKM_2016,
    place="maximum levels",
    claim="85 mg at ages 1-2, 280 mg at 10-17, 350 mg from 18. For 3-9, the page prints 12 to 200 mg. We read 120 "
    "to 200 mg.",
)
_LOWER_END: Final = Citation(source=CONVENTION, place="reading of a range", claim="Of a range, the lower end counts.")
_FAO_WHO: Final = Citation(
    source=FAO_WHO_2001,
    place="upper levels",
    claim="As soluble magnesium in food and drinking water: 65 mg at ages 1-3, 110 mg at 4-10, 350 mg from 11.",
    certainty=Certainty.QUOTED,
)
_EU: Final = Citation(
    source=EU_2024_2694,
    place="conditions of use",
    claim="Threonate is for adults only, up to 250 mg of magnesium a day.",
    certainty=Certainty.QUOTED,
)
_SILENT: Final = Citation(
    source=CONVENTION,
    place="reading of a source that says nothing",
    claim="If a source says nothing about a case, it gives no finding.",
)
_CHILDREN_WITHHELD: Final = Citation(
    source=CONVENTION,
    place="reading of upper levels",
    claim="Under 18, an upper level may not be exceeded. Adults may exceed one if a clinician has agreed.",
)

_BOTH_COLUMNS: Final = Citation(
    source=CONVENTION,
    place="reading of age 18",
    claim="At 18, the lower of a source's levels for teenagers and for adults counts, as a question for a clinician.",
)
_UNCOUNTED: Final = Citation(
    source=CONVENTION,
    place="reading of the total",
    claim="Other supplemental magnesium counts towards every level. Not stated does not mean none.",
)

_SUPPLEMENTS: Final = " from supplements, not food"
"""A part of the texts about the levels that count supplements only."""

_ADDED: Final = " from supplements, not ordinary food"
"""A part of the texts about the levels that count fortified food or water too."""

_SOLUBLE: Final = " of magnesium that dissolves, in food and water"
"""A part of the texts about the levels of FAO and WHO, which have another scope."""

_TOTAL: Final = "[. The highest day of this plan gives {total_mg} mg in all][, {other_mg} mg of it from elsewhere]"
"""The end of each text about a plan above a level: the plan's highest daily total, and how much other products add."""

_FITS: Final = "[. The nearest target that fits is {fits_mg} mg a day]"
"""The end of the text of a refusal: the largest target that no level rules out."""

CEILINGS: Final[Table[CeilingKey, Limit]] = Table(
    name="ceiling",
    title="Daily upper levels of supplemental magnesium",
    key=CeilingKey,
    rules=(
        Rule(
            id="ceiling.guide",
            when=when(set_by=SetBy.GUIDE),
            then=Limit(level=Elemental.mg(400), verdict=Verdict.WITHHOLD),
            because="the guide goes no higher than {answer.level_mg} mg a day, other supplements counted in"
            + _TOTAL
            + _FITS,
            cites=(guide.TARGET_BAND, _UNCOUNTED),
        ),
        Rule(
            id="ceiling.nam",
            when=when(set_by=SetBy.NAM, age=ADULTS),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.CONSULT),
            because="the IOM (now NAM): at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", for adults" + _TOTAL,
            cites=(_NAM,),
        ),
        Rule(
            id="ceiling.nam.9-17",
            when=when(set_by=SetBy.NAM, age=_NINE_TO_SEVENTEEN),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.WITHHOLD),
            because="the IOM (now NAM): at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 9 years" + _TOTAL,
            cites=(
                _NAM,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.nam.4-8",
            when=when(set_by=SetBy.NAM, age=_FOUR_TO_EIGHT),
            then=Limit(level=Elemental.mg(110), verdict=Verdict.WITHHOLD),
            because="the IOM (now NAM): at most {answer.level_mg} mg a day"
            + _SUPPLEMENTS
            + ", from 4 to 8 years"
            + _TOTAL,
            cites=(
                _NAM,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.nam.1-3",
            when=when(set_by=SetBy.NAM, age=_ONE_TO_THREE),
            then=Limit(level=Elemental.mg(65), verdict=Verdict.WITHHOLD),
            because="the IOM (now NAM): at most {answer.level_mg} mg a day"
            + _SUPPLEMENTS
            + ", from 1 to 3 years"
            + _TOTAL,
            cites=(
                _NAM,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.nam.infant",
            when=when(set_by=SetBy.NAM, age=_INFANT),
            then=Limit(level=NoLevel.NONE_SET, verdict=Verdict.WITHHOLD),
            because="the IOM (now NAM) has set no safe level under 1 year, so no amount can be given",
            cites=(_NAM,),
        ),
        Rule(
            id="ceiling.efsa",
            when=when(set_by=SetBy.EFSA, age=ADULTS),
            then=Limit(level=Elemental.mg(250), verdict=Verdict.CONSULT),
            because="EFSA: at most {answer.level_mg} mg a day" + _ADDED + _TOTAL,
            cites=(_EFSA,),
        ),
        Rule(
            id="ceiling.efsa.4-17",
            when=when(set_by=SetBy.EFSA, age=_FOUR_TO_SEVENTEEN),
            then=Limit(level=Elemental.mg(250), verdict=Verdict.WITHHOLD),
            because="EFSA: at most {answer.level_mg} mg a day" + _ADDED + ", from 4 years" + _TOTAL,
            cites=(
                _EFSA,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.efsa.under-four",
            when=when(set_by=SetBy.EFSA, age=_UNDER_FOUR),
            then=Limit(level=NoLevel.NONE_SET, verdict=Verdict.WITHHOLD),
            because="EFSA has set no safe level under 4 years, so no amount can be given",
            cites=(_EFSA,),
        ),
        Rule(
            id="ceiling.bfr",
            when=when(set_by=SetBy.BFR, age=ADULTS),
            then=Limit(level=Elemental.mg(250), verdict=Verdict.CONSULT),
            because="BfR: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + _TOTAL,
            cites=(_BFR,),
        ),
        Rule(
            id="ceiling.bfr.4-17",
            when=when(set_by=SetBy.BFR, age=_FOUR_TO_SEVENTEEN),
            then=Limit(level=Elemental.mg(250), verdict=Verdict.WITHHOLD),
            because="BfR: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 4 years" + _TOTAL,
            cites=(
                _BFR,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.bfr.silent",
            when=when(set_by=SetBy.BFR, age=_UNDER_FOUR),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="BfR does not speak of children under 4",
            cites=(_SILENT,),
        ),
        Rule(
            id="ceiling.evm",
            when=when(set_by=SetBy.EVM, age=ADULTS),
            then=Limit(level=Elemental.mg(400), verdict=Verdict.CONSULT),
            because="the EVM: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", as guidance for adults" + _TOTAL,
            cites=(_EVM,),
        ),
        Rule(
            id="ceiling.evm.silent",
            when=when(set_by=SetBy.EVM, age=CHILDREN),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="the EVM does not speak of children",
            cites=(_SILENT,),
        ),
        Rule(
            id="ceiling.nhs",
            when=when(set_by=SetBy.NHS, age=ADULTS),
            then=Limit(level=Elemental.mg(400), verdict=Verdict.CONSULT),
            because="the NHS says that {answer.level_mg} mg or less a day from supplements is unlikely to cause harm"
            + _TOTAL,
            cites=(_NHS,),
        ),
        Rule(
            id="ceiling.nhs.silent",
            when=when(set_by=SetBy.NHS, age=CHILDREN),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="the NHS does not speak of children",
            cites=(_SILENT,),
        ),
        Rule(
            id="ceiling.nhmrc",
            when=when(set_by=SetBy.NHMRC, age=ADULTS),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.CONSULT),
            because="the NHMRC: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", for adults" + _TOTAL,
            cites=(_NHMRC,),
        ),
        Rule(
            id="ceiling.nhmrc.9-17",
            when=when(set_by=SetBy.NHMRC, age=_NINE_TO_SEVENTEEN),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.WITHHOLD),
            because="the NHMRC: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 9 years" + _TOTAL,
            cites=(
                _NHMRC_CHILD,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.nhmrc.4-8",
            when=when(set_by=SetBy.NHMRC, age=_FOUR_TO_EIGHT),
            then=Limit(level=Elemental.mg(110), verdict=Verdict.WITHHOLD),
            because="the NHMRC: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 4 to 8 years" + _TOTAL,
            cites=(
                _NHMRC_CHILD,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.nhmrc.1-3",
            when=when(set_by=SetBy.NHMRC, age=_ONE_TO_THREE),
            then=Limit(level=Elemental.mg(65), verdict=Verdict.WITHHOLD),
            because="the NHMRC: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 1 to 3 years" + _TOTAL,
            cites=(
                _NHMRC_CHILD,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.nhmrc.infant",
            when=when(set_by=SetBy.NHMRC, age=_INFANT),
            then=Limit(level=NoLevel.NONE_SET, verdict=Verdict.WITHHOLD),
            because="the NHMRC has set no safe level under 1 year, so no amount can be given",
            cites=(_NHMRC_CHILD,),
        ),
        Rule(
            id="ceiling.mhlw",
            when=when(set_by=SetBy.MHLW, age=ADULTS),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.CONSULT),
            because="the MHLW: at most {answer.level_mg} mg a day" + _ADDED + ", for adults" + _TOTAL,
            cites=(_MHLW,),
        ),
        Rule(
            id="ceiling.mhlw.child",
            when=when(set_by=SetBy.MHLW, age=CHILDREN - _INFANT),
            then=Limit(level=NoLevel.NOT_MODELLED, verdict=Verdict.PERMIT),
            because="under 18, the MHLW goes by body weight. We do not ask for body weight here, so this "
            "level was not checked",
            cites=(
                _MHLW_CHILD,
                _SILENT,
            ),
            not_covered="the Japanese upper level for children, which depends on body weight",
        ),
        Rule(
            id="ceiling.mhlw.silent",
            when=when(set_by=SetBy.MHLW, age=_INFANT),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="the MHLW does not speak of children under 1",
            cites=(_SILENT,),
        ),
        Rule(
            id="ceiling.vkm",
            when=when(set_by=SetBy.VKM, age=ADULTS - {AgeBand.EIGHTEEN}),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.CONSULT),
            because="VKM: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", for adults" + _TOTAL,
            cites=(_VKM,),
        ),
        Rule(
            id="ceiling.vkm.18",
            when=when(set_by=SetBy.VKM, age=AgeBand.EIGHTEEN),
            then=Limit(level=Elemental.mg(280), verdict=Verdict.CONSULT),
            because="VKM: at most {answer.level_mg} mg a day"
            + _SUPPLEMENTS
            + ", up to 17 years. We still ask at 18"
            + _TOTAL,
            cites=(_VKM, _BOTH_COLUMNS),
        ),
        Rule(
            id="ceiling.vkm.10-17",
            when=when(set_by=SetBy.VKM, age={AgeBand.TEN, AgeBand.ELEVEN_TO_SEVENTEEN}),
            then=Limit(level=Elemental.mg(280), verdict=Verdict.WITHHOLD),
            because="VKM: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 10 to 17 years" + _TOTAL,
            cites=(
                _VKM,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.vkm.3-9",
            when=when(set_by=SetBy.VKM, age={AgeBand.THREE, AgeBand.FOUR_TO_EIGHT, AgeBand.NINE}),
            then=Limit(level=Elemental.mg(120), verdict=Verdict.WITHHOLD),
            because="VKM: at most {answer.level_mg} mg a day"
            + _SUPPLEMENTS
            + ", from 3 to 9 years. This is the lower end of its range"
            + _TOTAL,
            cites=(
                _VKM,
                _LOWER_END,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.vkm.1-2",
            when=when(set_by=SetBy.VKM, age=AgeBand.ONE_TO_TWO),
            then=Limit(level=Elemental.mg(85), verdict=Verdict.WITHHOLD),
            because="VKM: at most {answer.level_mg} mg a day" + _SUPPLEMENTS + ", from 1 to 2 years" + _TOTAL,
            cites=(
                _VKM,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.vkm.silent",
            when=when(set_by=SetBy.VKM, age=_INFANT),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="VKM does not speak of children under 1",
            cites=(_SILENT,),
        ),
        Rule(
            id="ceiling.fao-who",
            when=when(set_by=SetBy.FAO_WHO, age=ADULTS),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.CONSULT),
            because="FAO and WHO: at most {answer.level_mg} mg a day" + _SOLUBLE + ", for adults" + _TOTAL,
            cites=(_FAO_WHO,),
        ),
        Rule(
            id="ceiling.fao-who.11-17",
            when=when(set_by=SetBy.FAO_WHO, age=AgeBand.ELEVEN_TO_SEVENTEEN),
            then=Limit(level=Elemental.mg(350), verdict=Verdict.WITHHOLD),
            because="FAO and WHO: at most {answer.level_mg} mg a day" + _SOLUBLE + ", from 11 years" + _TOTAL,
            cites=(
                _FAO_WHO,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.fao-who.4-10",
            when=when(set_by=SetBy.FAO_WHO, age={AgeBand.FOUR_TO_EIGHT, AgeBand.NINE, AgeBand.TEN}),
            then=Limit(level=Elemental.mg(110), verdict=Verdict.WITHHOLD),
            because="FAO and WHO: at most {answer.level_mg} mg a day"
            + _SOLUBLE
            + ". This is for 4 to 10 years"
            + _TOTAL,
            cites=(
                _FAO_WHO,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.fao-who.1-3",
            when=when(set_by=SetBy.FAO_WHO, age=_ONE_TO_THREE),
            then=Limit(level=Elemental.mg(65), verdict=Verdict.WITHHOLD),
            because="FAO and WHO: at most {answer.level_mg} mg a day"
            + _SOLUBLE
            + ". This is for 1 to 3 years"
            + _TOTAL,
            cites=(
                _FAO_WHO,
                _CHILDREN_WITHHELD,
            ),
        ),
        Rule(
            id="ceiling.fao-who.silent",
            when=when(set_by=SetBy.FAO_WHO, age=_INFANT),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="FAO and WHO do not speak of children under 1",
            cites=(_SILENT,),
        ),
        Rule(
            id="ceiling.eu-novel-food",
            when=when(set_by=SetBy.EU_NOVEL_FOOD, age=ADULTS, salt=Salt.THREONATE),
            then=Limit(level=Elemental.mg(250), verdict=Verdict.CONSULT),
            because="the European Union: at most {answer.level_mg} mg a day of magnesium from threonate" + _TOTAL,
            cites=(_EU,),
        ),
        Rule(
            id="ceiling.eu-novel-food.minor",
            when=when(set_by=SetBy.EU_NOVEL_FOOD, age=CHILDREN, salt=Salt.THREONATE),
            then=Limit(level=NoLevel.EXCLUDED, verdict=Verdict.WITHHOLD),
            because="the European Union allows threonate for adults only",
            cites=(_EU,),
        ),
        Rule(
            id="ceiling.eu-novel-food.silent",
            when=when(set_by=SetBy.EU_NOVEL_FOOD, salt=every(Salt, but={Salt.THREONATE})),
            then=Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT),
            because="the law on threonate does not speak of other salts",
            cites=(_SILENT,),
        ),
    ),
)


class Occasion(Word):
    """The key of the table of levels that each single intake must stay below: the source that gives the level."""

    EFSA = "efsa"


OCCASIONS: Final[Table[Occasion, Elemental]] = Table(
    name="ceiling",
    title="Levels that each intake must stay below",
    key=Occasion,
    rules=(
        Rule(
            id="ceiling.occasion.efsa",
            when=when(Occasion.EFSA),
            then=Elemental.mg(250),
            because="EFSA says to take less than this at one time, in two or more portions a day. Our limit for "
            "one intake is lower",
            cites=(
                Citation(
                    source=EFSA_2006,
                    place="opinion",
                    claim="Less than 250 mg is taken at one time.",
                    certainty=Certainty.QUOTED,
                ),
                _EFSA,
            ),
        ),
    ),
)


class Gathered(Word):
    """The key of the table of gathered levels: the levels of several sources that give one finding together."""

    PUBLIC = "public"
    """The levels of every source but the guide."""


_ONE_QUESTION: Final = Citation(
    source=CONVENTION,
    place="reading of upper levels",
    claim="All public levels that a plan is above are one question. A yes to a daily total covers every total up to "
    "it, and none above it.",
)

GATHERED: Final[Table[Gathered, Verdict]] = Table(
    name="ceiling",
    title="Public upper levels, gathered in one finding",
    key=Gathered,
    rules=(
        Rule(
            id="ceiling.public",
            when=when(Gathered.PUBLIC),
            then=Verdict.CONSULT,
            because="the daily total is above public upper levels[. {levels}][. The highest day of this plan gives "
            "{total_mg} mg in all]"
            "[. Even the smallest full plan with this product gives {least_mg} mg in all]"
            "[, {other_mg} mg of it from elsewhere]" + _FITS,
            cites=(_ONE_QUESTION, _UNCOUNTED),
        ),
    ),
)


class Other(Word):
    """The key of the table of other magnesium: whether the amount in supplements and medicines is stated."""

    STATED = "stated"
    MEDICINE_UNMEASURED = "medicine-unmeasured"
    """The medicines include a magnesium antacid or laxative whose amount of magnesium is not stated."""


OTHERS: Final[Table[Other, Verdict]] = Table(
    name="ceiling",
    title="Other supplemental magnesium",
    key=Other,
    rules=(
        Rule(
            id="ceiling.other-stated",
            when=when(Other.STATED),
            then=Verdict.PERMIT,
            because="other supplemental magnesium is stated and counts in the total",
            cites=(_UNCOUNTED,),
        ),
        Rule(
            id="ceiling.other-not-stated.medicine",
            when=when(Other.MEDICINE_UNMEASURED),
            then=Verdict.CONSULT,
            because="one of your medicines contains magnesium, and the amount is missing",
            cites=(_UNCOUNTED,),
            not_covered="how much magnesium this medicine gives",
        ),
    ),
)
