"""What a person can change or find out, so that the answer may become another one.

Nothing here asks for a prescribed medicine to be left out: that is the prescriber's alone.
"""

from typing import Final, final

import attrs

from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Condition, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, every, when


class Changeable(Word):
    """Something that can become otherwise, in the order in which changes are laid on a case."""

    INTENT = "intent"
    ROUTE = "route"
    FORM = "form"
    STRENGTH = "strength"
    ADDITIVES = "additives"
    LABEL = "label"
    TARGET = "target"
    PRESENT_AMOUNT = "present-amount"
    ZONE = "zone"
    ZONE_TODAY = "zone-today"
    TOLERANCE = "tolerance"
    AGE = "age"
    KIDNEY = "kidney"
    CONDITIONS = "conditions"
    CONDITION = "condition"
    MEDICINES = "medicines"
    MEDICINE = "medicine"
    OTHER_MAGNESIUM = "other-magnesium"
    CLINICIAN = "clinician"


class Means(Word):
    """What a person does to bring a change about."""

    WAIT = "wait"
    FIND_OUT = "find-out"
    CHOOSE = "choose"
    ASK = "ask"


@final
@attrs.frozen(kw_only=True)
class Remedy:
    """How something changes: by what means, in which words, and which kinds of rule and missing facts it gets round."""

    means: Means
    words: str
    addresses: tuple[str, ...]


_OURS: Final = Citation(
    source=CONVENTION,
    place="what can change",
    claim="Only what a person can wait for, find out, choose or talk over is named; never leaving a medicine out.",
)
_NEW_PRODUCT: Final = Citation(
    source=CONVENTION, place="what can change, products", claim="Another product is begun anew, from its own start."
)
_START: Final = ("zone", "additive", "form", "condition", "ceiling", "dose")
"""What another product, begun anew, can get round."""

CHANGES: Final[Table[Changeable, Remedy]] = Table(
    name="change",
    title="What can change, and the kinds of rule and of missing fact that it may get round",
    key=Changeable,
    rules=(
        Rule(
            id="change.intent",
            when=when(Changeable.INTENT),
            then=Remedy(
                means=Means.CHOOSE,
                words="stay at the present amount instead of raising it",
                addresses=("zone", "consult", "additive", "dose", "ceiling"),
            ),
            because="what is tolerated may go on where a rise may not",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.AS_TOLERATED),
        ),
        Rule(
            id="change.route",
            when=when(Changeable.ROUTE),
            then=Remedy(
                means=Means.CHOOSE,
                words="use magnesium on the skin instead",
                addresses=(*_START, "consult", "kidney", "age", "medicine", "situation", "proposal"),
            ),
            because="what passes no gut gets round most of what stands against a capsule, and asks for fewer facts",
            cites=(guide.RED_TOPICAL_ONLY, guide.YELLOW_TOPICAL_TO_CALM, guide.GREEN_TOPICAL_AS_NEEDED),
        ),
        Rule(
            id="change.form",
            when=when(Changeable.FORM),
            then=Remedy(means=Means.CHOOSE, words="choose another form", addresses=_START),
            because="some rules speak of one form only",
            cites=(guide.OXIDE_NOTES, guide.CITRATE_NOTES, _NEW_PRODUCT),
        ),
        Rule(
            id="change.strength",
            when=when(Changeable.STRENGTH),
            then=Remedy(means=Means.CHOOSE, words="choose a product of another strength", addresses=_START),
            because="whole portions of a product that divides well reach what others step over",
            cites=(guide.START_PORTIONS, _NEW_PRODUCT),
        ),
        Rule(
            id="change.additives",
            when=when(Changeable.ADDITIVES),
            then=Remedy(means=Means.CHOOSE, words="choose a product that names none of these", addresses=_START),
            because="what is withheld for an additive is not withheld without it",
            cites=(guide.AVOID_CITRUS, guide.AVOID_STEVIA, guide.AVOID_FLAVOURING, _NEW_PRODUCT),
        ),
        Rule(
            id="change.label",
            when=when(Changeable.LABEL),
            then=Remedy(
                means=Means.FIND_OUT, words="read the ingredients on the label; if it names", addresses=("additive",)
            ),
            because="a label that was not read may name anything",
            cites=(guide.AVOID_CITRUS, guide.AVOID_STEVIA, guide.AVOID_FLAVOURING),
        ),
        Rule(
            id="change.target",
            when=when(Changeable.TARGET),
            then=Remedy(means=Means.CHOOSE, words="aim at another daily amount", addresses=("dose", "ceiling")),
            because="whole portions reach some daily amounts and step over others",
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="change.present-amount",
            when=when(Changeable.PRESENT_AMOUNT),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state how much is taken a day now; if it is",
                addresses=("dose", "ceiling", "proposal.current_daily_mg"),
            ),
            because="what comes next is counted from what is taken now",
            cites=(guide.TITRATE_SLOWLY,),
        ),
        Rule(
            id="change.zone",
            when=when(Changeable.ZONE),
            then=Remedy(means=Means.WAIT, words="ask again on a day in another zone", addresses=("zone",)),
            because="zones pass, and the answer is another one then",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.NO_TRIAL_IN_RED),
        ),
        Rule(
            id="change.zone-today",
            when=when(Changeable.ZONE_TODAY),
            then=Remedy(
                means=Means.FIND_OUT, words="state today's zone; if it is", addresses=("zone", "situation.zone")
            ),
            because="every answer depends on today's zone",
            cites=(guide.BOTH_ROUTES_BY_ZONE,),
        ),
        Rule(
            id="change.tolerance",
            when=when(Changeable.TOLERANCE),
            then=Remedy(
                means=Means.WAIT,
                words="show that the present use is tolerated, for one full hold or by a patch test",
                addresses=("zone", "additive"),
            ),
            because="what is proven tolerated may go on where what is new may not",
            cites=(guide.AS_TOLERATED, guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.RED_SKIP_UNLESS_TOLERATED),
        ),
        Rule(
            id="change.age",
            when=when(Changeable.AGE),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state the age; if it is",
                addresses=("age", "ceiling", "situation.age_years"),
            ),
            because="no capsule is decided on without the age",
            cites=(_OURS,),
        ),
        Rule(
            id="change.kidney",
            when=when(Changeable.KIDNEY),
            then=Remedy(
                means=Means.FIND_OUT,
                words="have the kidney function measured; if it is",
                addresses=("kidney", "medicine", "situation.kidney"),
            ),
            because="kidneys clear magnesium, and how well is not known",
            cites=(guide.CONSULT_KIDNEY, _OURS),
        ),
        Rule(
            id="change.conditions",
            when=when(Changeable.CONDITIONS),
            then=Remedy(
                means=Means.FIND_OUT, words="state the conditions; if there are", addresses=("situation.conditions",)
            ),
            because="no capsule is decided on without the conditions",
            cites=(guide.MAY_INTERACT, _OURS),
        ),
        Rule(
            id="change.condition",
            when=when(Changeable.CONDITION),
            then=Remedy(means=Means.WAIT, words="ask again when this has passed", addresses=("condition",)),
            because="some conditions pass, and what they stand against may be asked again",
            cites=(_OURS,),
        ),
        Rule(
            id="change.medicines",
            when=when(Changeable.MEDICINES),
            then=Remedy(
                means=Means.FIND_OUT, words="state the medicines; if there are", addresses=("situation.medicines",)
            ),
            because="no capsule is decided on without the medicines",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, _OURS),
        ),
        Rule(
            id="change.medicine",
            when=when(Changeable.MEDICINE),
            then=Remedy(means=Means.FIND_OUT, words="find out which medicine this is; if", addresses=("medicine",)),
            because="a medicine that is named only by its group is taken for the strictest of the group",
            cites=(guide.CONSULT_DIURETICS, _OURS),
        ),
        Rule(
            id="change.other-magnesium",
            when=when(Changeable.OTHER_MAGNESIUM),
            then=Remedy(means=Means.CHOOSE, words="take no other magnesium supplement", addresses=("ceiling",)),
            because="levels count all magnesium from supplements together",
            cites=(_OURS,),
        ),
        Rule(
            id="change.clinician",
            when=when(Changeable.CLINICIAN),
            then=Remedy(means=Means.ASK, words="talk it over with a clinician, who has to agree", addresses=()),
            because="what asks for a clinician waits for the clinician's word",
            cites=(guide.CONSULT_BEFORE_START, guide.CONSULT_BEFORE_ADJUSTING, guide.WORK_WITH_PRACTITIONER),
        ),
    ),
)


class Persistence(Word):
    """Whether a condition can be waited for."""

    PASSES = "passes"
    LASTS = "lasts"


_PASSING: Final = frozenset(
    {
        Condition.GUT_FLARE,
        Condition.NAUSEA,
        Condition.BOWEL_OBSTRUCTION,
        Condition.IBD_FLARE,
        Condition.INFECTION_STONES,
        Condition.DEHYDRATION,
        Condition.HYPERMAGNESAEMIA,
        Condition.PREGNANCY,
        Condition.LACTATION,
        Condition.PLANNED_SURGERY,
    }
)

PERSISTENCE: Final[Table[Condition, Persistence]] = Table(
    name="change",
    title="Conditions that pass",
    key=Condition,
    rules=(
        Rule(
            id="change.condition.passes",
            when=when(_PASSING),
            then=Persistence.PASSES,
            because="this can be over one day, or be treated",
            cites=(_OURS,),
        ),
        Rule(
            id="change.condition.lasts",
            when=when(every(Condition, but=_PASSING)),
            then=Persistence.LASTS,
            because="this is not waited for",
            cites=(_OURS,),
        ),
    ),
)
