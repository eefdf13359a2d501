"""Tables about kidney results: their verdicts, what an old one counts as, and cut-points and units of the eGFR."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import EgfrUnit, KidneyFunction, Route, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import (
    AGA_ACG,
    CITRAMAG_SMPC,
    CONVENTION,
    GERMAN_SMPC,
    MAGNASPARTATE_SMPC,
    MORI_2019,
    WAKAI_2019,
)
from alpims_mg.rules.strictness import Stricter
from alpims_mg.rules.tables import Rule, Table, every, when


class Recency(Word):
    """How recent a kidney result is. This is a part of ``KidneyKey`` and ``ResultKey``."""

    CURRENT = "current"
    STALE = "stale"
    """Too old to show how the kidneys work today."""
    UNDATED = "undated"
    """No date is stated."""


@final
class KidneyKey(NamedTuple):
    """The key of the table of kidney verdicts: the last known kidney function, its recency, and the route."""

    function: KidneyFunction
    recency: Recency
    route: Route


_CONTRAINDICATED: Final = (
    Citation(
        source=MAGNASPARTATE_SMPC,
        place="4.3, contraindications",
        claim="Severe kidney impairment, a filtration rate below 30, rules out magnesium by mouth.",
        certainty=Certainty.QUOTED,
    ),
    Citation(
        source=GERMAN_SMPC,
        place="4.3, contraindications",
        claim="Impaired kidney function rules out magnesium by mouth. No grade is given.",
        certainty=Certainty.QUOTED,
    ),
    Citation(
        source=CITRAMAG_SMPC,
        place="4.3, contraindications",
        claim="Severe kidney impairment rules out this bowel cleanser.",
        certainty=Certainty.QUOTED,
    ),
    Citation(
        source=CONVENTION,
        place="cut-point for severe",
        claim="We read severe as an eGFR below 30.",
    ),
)
_MODERATE: Final = Citation(
    source=CONVENTION, place="cut-point for moderate", claim="We read moderate as an eGFR from 30 to below 60."
)
_RETAINED: Final = Citation(
    source=WAKAI_2019,
    place="results",
    claim="At an eGFR of 55.4 or less, the odds of too much magnesium in the blood were three times as high.",
)
_BUILT_UP: Final = (
    Citation(
        source=WAKAI_2019,
        place="patients",
        claim="Of 100 people who took magnesium oxide, 23 had too much magnesium in the blood. The odds "
        "were higher with 1650 mg of oxide a day or more, and with a blood urea nitrogen of 22.4 or "
        "more.",
    ),
    Citation(
        source=MORI_2019,
        place="results",
        claim="Kidney disease of stage G4, more than 1000 mg of oxide a day and the use of a stimulant "
        "laxative raised the magnesium in the blood.",
        certainty=Certainty.QUOTED,
    ),
)
_BOTH: Final = Citation(
    source=CONVENTION,
    place="reading of kidney function stated twice",
    claim="If kidney function is stated both in words and as an eGFR, each is looked up, and the "
    "stricter answer counts.",
)
_UNITS: Final = Citation(
    source=CONVENTION,
    place="reading of eGFR units",
    claim="The same cut-points apply to an eGFR whether or not it is scaled to body surface. Its unit is kept.",
)
_TOO_OLD: Final = Citation(
    source=CONVENTION,
    place="age of a kidney result",
    claim="A result older than twelve months counts as not assessed, or as its own band if that is worse.",
)
_TOPICAL: Final = Citation(
    source=CONVENTION,
    place="reading of topical use",
    claim="If a capsule is ruled out, topical magnesium needs a clinician: how much the skin absorbs is "
    "not established.",
)
_NOT_KNOWN_TO_BE_OLD: Final = every(Recency, but={Recency.STALE})
_TODAY: Final = "kidney function today: the result is older than {kidney_numbers.result_lasts_months} months"

KIDNEY: Final[Table[KidneyKey, Verdict]] = Table(
    name="kidney",
    title="Kidney function",
    key=KidneyKey,
    rules=(
        Rule(
            id="kidney.severe",
            when=when(function=KidneyFunction.SEVERE, recency=_NOT_KNOWN_TO_BE_OLD, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="magnesium by mouth is ruled out with severely reduced kidney function (an eGFR below "
            "{kidney_numbers.severe_below_egfr})[. The eGFR is {egfr}]",
            cites=(guide.CONSULT_KIDNEY, *_CONTRAINDICATED),
        ),
        Rule(
            id="kidney.severe.stale",
            when=when(function=KidneyFunction.SEVERE, recency=Recency.STALE, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="magnesium by mouth is ruled out with severely reduced kidney function (an eGFR below "
            "{kidney_numbers.severe_below_egfr}). That counts even if the result is old[. The eGFR was {egfr}]",
            cites=(guide.CONSULT_KIDNEY, *_CONTRAINDICATED, _TOO_OLD),
            not_covered=_TODAY,
        ),
        Rule(
            id="kidney.severe.topical",
            when=when(function=KidneyFunction.SEVERE, recency=_NOT_KNOWN_TO_BE_OLD, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because="ask a clinician even before topical magnesium: kidney function is severely reduced (an eGFR "
            "below {kidney_numbers.severe_below_egfr})[. The eGFR is {egfr}]",
            cites=(guide.CONSULT_KIDNEY, _TOPICAL),
        ),
        Rule(
            id="kidney.severe.stale.topical",
            when=when(function=KidneyFunction.SEVERE, recency=Recency.STALE, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because="ask a clinician even before topical magnesium: kidney function was severely reduced (an eGFR "
            "below {kidney_numbers.severe_below_egfr}). That counts even if the result is old[. The eGFR was {egfr}]",
            cites=(guide.CONSULT_KIDNEY, _TOPICAL, _TOO_OLD),
            not_covered=_TODAY,
        ),
        Rule(
            id="kidney.moderate",
            when=when(function=KidneyFunction.MODERATE, recency=_NOT_KNOWN_TO_BE_OLD),
            then=Verdict.CONSULT,
            because="ask a clinician. With reduced kidney function, magnesium can build up in the body. Reduced "
            "means an eGFR from {kidney_numbers.severe_below_egfr} to below {kidney_numbers.moderate_below_egfr}[. "
            "The eGFR is {egfr}]",
            cites=(guide.CONSULT_KIDNEY, _RETAINED, _MODERATE, *_BUILT_UP),
        ),
        Rule(
            id="kidney.moderate.stale",
            when=when(function=KidneyFunction.MODERATE, recency=Recency.STALE),
            then=Verdict.CONSULT,
            because="ask a clinician. With reduced kidney function, magnesium can build up in the body. Reduced "
            "means an eGFR from {kidney_numbers.severe_below_egfr} to below {kidney_numbers.moderate_below_egfr}. "
            "The result is old, so the kidneys may be weaker now[. The eGFR was {egfr}]",
            cites=(guide.CONSULT_KIDNEY, _RETAINED, _MODERATE, _TOO_OLD),
            not_covered=_TODAY,
        ),
        Rule(
            id="kidney.normal",
            when=when(function=KidneyFunction.NORMAL, recency=Recency.CURRENT),
            then=Verdict.PERMIT,
            because="this kidney result (an eGFR of {kidney_numbers.moderate_below_egfr} or more) does not rule "
            "magnesium out[: eGFR {egfr}]",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="cut-point for normal",
                    claim="An eGFR of 60 or more does not rule magnesium out.",
                ),
                _RETAINED,
            ),
        ),
        Rule(
            id="kidney.normal.undated",
            when=when(function=KidneyFunction.NORMAL, recency=Recency.UNDATED),
            then=Verdict.PERMIT,
            because="kidney function is stated as normal[: eGFR {egfr}]",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="cut-point for normal",
                    claim="An eGFR of 60 or more does not rule magnesium out.",
                ),
                _RETAINED,
            ),
            not_covered="how old the kidney result is: no date was stated",
        ),
        Rule(
            id="kidney.stale",
            when=when(function=KidneyFunction.NORMAL, recency=Recency.STALE),
            then=Verdict.CONSULT,
            because="a kidney result older than {kidney_numbers.result_lasts_months} months counts as not assessed. "
            "Ask for a new one[: eGFR {egfr}]",
            cites=(guide.CONSULT_KIDNEY, _TOO_OLD),
            not_covered=_TODAY,
        ),
        Rule(
            id="kidney.not-assessed",
            when=when(function=KidneyFunction.NOT_ASSESSED),
            then=Verdict.CONSULT,
            because="kidney function has not been assessed, so nobody knows how well the body clears magnesium. Ask a "
            "clinician[: eGFR {egfr}]",
            cites=(
                guide.CONSULT_KIDNEY,
                Citation(
                    source=CONVENTION,
                    place="reading of not assessed",
                    claim="Not assessed never counts as normal.",
                ),
            ),
            not_covered="kidney function: it has not been assessed",
        ),
    ),
)


@final
class ResultKey(NamedTuple):
    """The key of the table of what a kidney result counts as: the stated kidney function, and how recent it is."""

    function: KidneyFunction
    recency: Recency


COUNTS_AS: Final[Table[ResultKey, KidneyFunction]] = Table(
    name="kidney",
    title="What a kidney result counts as in the rules on medicines",
    key=ResultKey,
    rules=(
        Rule(
            id="kidney.counts.severe",
            when=when(function=KidneyFunction.SEVERE),
            then=KidneyFunction.SEVERE,
            because="no result is worse than severe",
            cites=(_TOO_OLD,),
        ),
        Rule(
            id="kidney.counts.moderate",
            when=when(function=KidneyFunction.MODERATE),
            then=KidneyFunction.MODERATE,
            because="moderate and not assessed both need a clinician",
            cites=(_TOO_OLD,),
        ),
        Rule(
            id="kidney.counts.normal",
            when=when(function=KidneyFunction.NORMAL, recency=_NOT_KNOWN_TO_BE_OLD),
            then=KidneyFunction.NORMAL,
            because="the result is not known to be old",
            cites=(_TOO_OLD,),
        ),
        Rule(
            id="kidney.counts.stale",
            when=when(function=KidneyFunction.NORMAL, recency=Recency.STALE),
            then=KidneyFunction.NOT_ASSESSED,
            because="an old result does not show how the kidneys work today",
            cites=(_TOO_OLD,),
        ),
        Rule(
            id="kidney.counts.not-assessed",
            when=when(function=KidneyFunction.NOT_ASSESSED),
            then=KidneyFunction.NOT_ASSESSED,
            because="not assessed stays not assessed",
            cites=(_TOO_OLD,),
        ),
    ),
)


class KidneyNumber(Word):
    """The key of the table of kidney numbers: an eGFR below which a band begins, or the months that a result lasts."""

    RESULT_LASTS_MONTHS = "result-lasts-months"
    MODERATE_BELOW_EGFR = "moderate-below-egfr"
    SEVERE_BELOW_EGFR = "severe-below-egfr"


KIDNEY_NUMBERS: Final[Table[KidneyNumber, int]] = Table(
    name="kidney",
    title="Cut-points and age limit of kidney results",
    key=KidneyNumber,
    rules=(
        Rule(
            id="kidney.number.result-lasts",
            when=when(KidneyNumber.RESULT_LASTS_MONTHS),
            then=12,
            stricter=Stricter.LOWER,
            because="months after which a kidney result no longer shows how the kidneys work today",
            cites=(_TOO_OLD,),
        ),
        Rule(
            id="kidney.number.moderate",
            when=when(KidneyNumber.MODERATE_BELOW_EGFR),
            then=60,
            stricter=Stricter.HIGHER,
            because="an eGFR below this is moderate",
            cites=(_MODERATE, _RETAINED),
        ),
        Rule(
            id="kidney.number.severe",
            when=when(KidneyNumber.SEVERE_BELOW_EGFR),
            then=30,
            stricter=Stricter.HIGHER,
            not_past=KidneyNumber.MODERATE_BELOW_EGFR,
            because="an eGFR below this is severe",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="cut-point for severe",
                    claim="We read severe as an eGFR below 30. AGA-ACG names 20, and we take the stricter 30.",
                ),
                Citation(
                    source=AGA_ACG,
                    place="magnesium oxide",
                    claim="Avoid magnesium oxide if creatinine clearance is below 20.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
    ),
)


class Agreement(Word):
    """The key of the table of kidney agreement: whether the stated kidney function agrees with the stated eGFR."""

    AGREE = "agree"
    DISAGREE = "disagree"


KIDNEY_AGREEMENT: Final[Table[Agreement, Verdict]] = Table(
    name="kidney",
    title="Kidney function stated twice",
    key=Agreement,
    rules=(
        Rule(
            id="kidney.both.agree",
            when=when(Agreement.AGREE),
            then=Verdict.PERMIT,
            because="the stated kidney function and the eGFR agree[: {stated}, and {band} by eGFR {egfr}]",
            cites=(_BOTH,),
        ),
        Rule(
            id="kidney.both.disagree",
            when=when(Agreement.DISAGREE),
            then=Verdict.CAUTION,
            because="the stated kidney function and the eGFR disagree, so the stricter one counts[: {stated}, and "
            "{band} by eGFR {egfr}]",
            cites=(_BOTH,),
            not_covered="which of the two is right: the kidney function in words, or the eGFR",
        ),
    ),
)

EGFR_UNITS: Final[Table[EgfrUnit, tuple[str, ...]]] = Table(
    name="kidney",
    title="Spellings of the units of an eGFR, the usual one first",
    key=EgfrUnit,
    rules=(
        Rule(
            id="kidney.unit.ml-min",
            when=when(EgfrUnit.ML_MIN),
            then=("mL/min", "mL per min", "mL/minute", "mL.min-1", "mL min-1"),
            because="not scaled to body surface",
            cites=(_UNITS,),
        ),
        Rule(
            id="kidney.unit.ml-min-scaled",
            when=when(EgfrUnit.ML_MIN_SCALED),
            then=(
                "mL/min/1.73 m2",
                "mL/min/{1.73_m2}",
                "mL/min/1.73_m2",
                "mL/min/{1.73m2}",
                "mL/min/1.73m^2",
                "mL/min/1.73m*2",
                "mL/min per 1.73 m2",
                "mL/min/1,73 m2",
                "mL/min/1.73 sq m",
                "mL/min/1.73 sq. m",
                "mL/min/1.73 sq.m",
                "mL/min/1.73 sqm",
                "mL/min/1.73.m2",
                "mL/min/1.73_m^2",
                "mL/min/{1.73_m^2}",
                "mL/min/{1.73}m2",
                "mL/min/(1.73 m2)",
                "mL/min/(1.73_m2)",
                "mL/min/(1.73.m2)",
                "mL/min/[1.73_m2]",
                "mL/min/1.73",
                "mL/(min.{1.73_m2})",
                "mL/(min*1.73 m2)",
                "mL.min-1.1.73m-2",
                "mL/min/BSA",
            ),
            because="scaled to a body surface of 1.73 square metres",
            cites=(_UNITS,),
        ),
    ),
)
