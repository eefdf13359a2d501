"""Tables of what a person can do, find out or wait for to get another answer.

Nothing here suggests leaving out a prescribed medicine. Only the prescriber can decide that.
"""

from typing import Final, final

import attrs

from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Condition, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class Changeable(Word):
    """The key of the table of changes: the part of a case that changes, such as the form or the zone.

    A case is the person's situation and the proposal.
    """

    INTENT = "intent"
    ROUTE = "route"
    FORM = "form"
    STRENGTH = "strength"
    DIVISION = "division"
    """The plan needs a part of a unit: take whole units only."""
    DOSAGE_FORM = "dosage-form"
    """The dosage form is not stated: state it."""
    ADDITIVES = "additives"
    LABEL = "label"
    TARGET = "target"
    PRESENT_AMOUNT = "present-amount"
    ZONE = "zone"
    """Today's zone is stated: wait for a day in another zone."""
    ZONE_TODAY = "zone-today"
    """Today's zone is not stated: state it."""
    TOLERANCE = "tolerance"
    AGE = "age"
    KIDNEY = "kidney"
    CONDITIONS = "conditions"
    """The list of conditions is not stated: state it."""
    REST_OF_CONDITIONS = "rest-of-conditions"
    """Only a part of the conditions is stated: state the rest."""
    CONDITION = "condition"
    """A condition is listed: wait until it has passed."""
    MEDICINES = "medicines"
    """The list of medicines is not stated: state it."""
    REST_OF_MEDICINES = "rest-of-medicines"
    """Only a part of the medicines is stated: state the rest."""
    MEDICINE = "medicine"
    """A name is vague: find out which medicine it means."""
    OTHER_MAGNESIUM = "other-magnesium"
    """Other magnesium is stated: take none."""
    OTHER_AMOUNT = "other-amount"
    """Other magnesium is not stated: state it."""
    CLINICIAN = "clinician"


class Means(Word):
    """A part of ``Remedy``: what makes a change possible. The person waits, finds out, chooses or asks a clinician."""

    WAIT = "wait"
    FIND_OUT = "find-out"
    CHOOSE = "choose"
    ASK = "ask"


@final
@attrs.frozen(kw_only=True)
class Remedy:
    """The answer of a row in the table of changes: how the change comes about, what to do, and what it can resolve.

    ``words`` tell what to do. ``addresses`` names the rules and missing facts that the change can resolve. Each item
    is the beginning of a rule id, such as ``zone``, or of the path of a missing fact, such as ``situation.zone``.
    """

    means: Means
    words: str
    addresses: tuple[str, ...]


_WHAT_WE_NAME: Final = Citation(
    source=CONVENTION,
    place="what can change",
    claim=(
        "We name only what a person can wait for, find out, choose, or ask a clinician about. We "
        "never suggest leaving out a medicine."
    ),
)
_NEW_PRODUCT: Final = Citation(
    source=CONVENTION, place="what can change, products", claim="Another product begins with a start of its own."
)
_ON_SKIN_TOO: Final = Citation(
    source=CONVENTION,
    place="reading of topical use",
    claim="If a capsule is ruled out, topical magnesium needs a clinician: how much the skin absorbs is not "
    "established.",
)
_WHOLE_ONES: Final = Citation(
    source=CONVENTION,
    place="reading of dosage forms",
    claim="The kind of product decides whether it may be divided. Whole ones need no dividing.",
)
_NEW_START_ADDRESSES: Final = ("zone", "additive", "form", "condition", "ceiling", "dose")
"""The beginnings of the ids of the rules that another product can resolve. That product needs a new start."""

CHANGES: Final[Table[Changeable, Remedy]] = Table(
    name="change",
    title="What can change, and the rules and missing facts that each change may address",
    key=Changeable,
    rules=(
        Rule(
            id="change.intent",
            when=when(Changeable.INTENT),
            then=Remedy(
                means=Means.CHOOSE,
                words="stay at the present amount instead of raising it",
                addresses=("zone", "condition", "consult", "additive", "dose", "ceiling"),
            ),
            because="you may be able to go on with an amount that you tolerate, even when you may not raise it",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.AS_TOLERATED),
        ),
        Rule(
            id="change.route",
            when=when(Changeable.ROUTE),
            then=Remedy(
                means=Means.CHOOSE,
                words="use magnesium on the skin instead",
                addresses=(*_NEW_START_ADDRESSES, "consult", "kidney", "age", "medicine", "situation", "proposal"),
            ),
            because=(
                "magnesium on the skin does not go through the gut. Where your health rules out a capsule, ask a "
                "clinician before you use it on the skin too"
            ),
            cites=(guide.RED_TOPICAL_ONLY, guide.YELLOW_TOPICAL_TO_CALM, guide.GREEN_TOPICAL_AS_NEEDED, _ON_SKIN_TOO),
        ),
        Rule(
            id="change.form",
            when=when(Changeable.FORM),
            then=Remedy(means=Means.CHOOSE, words="choose another form", addresses=_NEW_START_ADDRESSES),
            because="some rules apply to one form only",
            cites=(guide.OXIDE_NOTES, guide.CITRATE_NOTES, _NEW_PRODUCT),
        ),
        Rule(
            id="change.strength",
            when=when(Changeable.STRENGTH),
            then=Remedy(
                means=Means.CHOOSE, words="choose a product of another strength or kind", addresses=_NEW_START_ADDRESSES
            ),
            because=(
                "a product that divides well can give daily amounts that other products cannot give in whole portions"
            ),
            cites=(guide.START_PORTIONS, _NEW_PRODUCT),
        ),
        Rule(
            id="change.division",
            when=when(Changeable.DIVISION),
            then=Remedy(means=Means.CHOOSE, words="do not divide this product", addresses=("dose.form",)),
            because="a product that must not be divided may be taken in whole ones",
            cites=(_WHOLE_ONES,),
        ),
        Rule(
            id="change.dosage-form",
            when=when(Changeable.DOSAGE_FORM),
            then=Remedy(
                means=Means.FIND_OUT,
                words="find out which kind of product this is. This helps if it is",
                addresses=("dose.form",),
            ),
            because="some products can be divided, and some must be swallowed whole",
            cites=(_WHOLE_ONES, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.additives",
            when=when(Changeable.ADDITIVES),
            then=Remedy(
                means=Means.CHOOSE,
                words="choose a product whose label lists none of these",
                addresses=_NEW_START_ADDRESSES,
            ),
            because="a product without the additive is not ruled out because of it",
            cites=(guide.AVOID_CITRUS, guide.AVOID_STEVIA, guide.AVOID_FLAVOURING, _NEW_PRODUCT),
        ),
        Rule(
            id="change.label",
            when=when(Changeable.LABEL),
            then=Remedy(
                means=Means.FIND_OUT,
                words="read the ingredients on the label. This helps if it lists",
                addresses=("additive",),
            ),
            because="a label that was not read may list anything",
            cites=(guide.AVOID_CITRUS, guide.AVOID_STEVIA, guide.AVOID_FLAVOURING),
        ),
        Rule(
            id="change.target",
            when=when(Changeable.TARGET),
            then=Remedy(means=Means.CHOOSE, words="aim for another daily amount", addresses=("dose", "ceiling")),
            because="whole portions can give some daily amounts, but not others",
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="change.present-amount",
            when=when(Changeable.PRESENT_AMOUNT),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state how much you take a day now. This helps if it is",
                addresses=("dose", "ceiling", "proposal.current_daily_mg"),
            ),
            because="the next amount depends on what you take now",
            cites=(guide.TITRATE_SLOWLY,),
        ),
        Rule(
            id="change.zone",
            when=when(Changeable.ZONE),
            then=Remedy(means=Means.WAIT, words="ask again on a day in another zone", addresses=("zone",)),
            because="zones change, and the answer can change with them",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.NO_TRIAL_IN_RED),
        ),
        Rule(
            id="change.zone-today",
            when=when(Changeable.ZONE_TODAY),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state today's zone. This helps if it is",
                addresses=("zone", "situation.zone"),
            ),
            because="every answer depends on today's zone",
            cites=(guide.BOTH_ROUTES_BY_ZONE,),
        ),
        Rule(
            id="change.tolerance",
            when=when(Changeable.TOLERANCE),
            then=Remedy(
                means=Means.WAIT,
                words=(
                    "take none on a day that rules it out. On Green days, take the present amount for a full hold "
                    "without trouble, or patch-test what goes on the skin"
                ),
                addresses=("zone", "additive"),
            ),
            because=(
                "you may be able to go on with what you have shown you tolerate. That holds "
                "even when you may not start anything new"
            ),
            cites=(guide.AS_TOLERATED, guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.RED_SKIP_UNLESS_TOLERATED),
        ),
        Rule(
            id="change.age",
            when=when(Changeable.AGE),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state your age. This helps if it is",
                addresses=("age", "ceiling", "situation.age_years"),
            ),
            because="we cannot decide about a capsule without knowing your age",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.kidney",
            when=when(Changeable.KIDNEY),
            then=Remedy(
                means=Means.FIND_OUT,
                words="have your kidney function measured. This helps if it is",
                addresses=("kidney", "medicine", "situation.kidney"),
            ),
            because="the kidneys clear magnesium, and we do not know how well yours do",
            cites=(guide.CONSULT_KIDNEY, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.conditions",
            when=when(Changeable.CONDITIONS),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state your conditions. This helps if there are",
                addresses=("situation.conditions",),
            ),
            because="we cannot decide about a capsule without knowing your conditions",
            cites=(guide.MAY_INTERACT, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.rest-of-conditions",
            when=when(Changeable.REST_OF_CONDITIONS),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state your other conditions. This helps if there are",
                addresses=("situation.conditions",),
            ),
            because="we know only some of your conditions, and cannot decide about a capsule without the rest",
            cites=(guide.MAY_INTERACT, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.condition",
            when=when(Changeable.CONDITION),
            then=Remedy(means=Means.WAIT, words="ask again when this has passed", addresses=("condition",)),
            because="some conditions pass. Then you may ask again about what they rule out",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.medicines",
            when=when(Changeable.MEDICINES),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state your medicines. This helps if there are",
                addresses=("situation.medicines",),
            ),
            because="we cannot decide about a capsule without knowing your medicines",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.rest-of-medicines",
            when=when(Changeable.REST_OF_MEDICINES),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state your other medicines. This helps if there are",
                addresses=("situation.medicines",),
            ),
            because="we know only some of your medicines, and cannot decide about a capsule without the rest",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.medicine",
            when=when(Changeable.MEDICINE),
            then=Remedy(
                means=Means.FIND_OUT, words="find out which medicine this is. This helps if", addresses=("medicine",)
            ),
            because="a medicine named only by its group counts as the strictest one of that group",
            cites=(guide.CONSULT_DIURETICS, _WHAT_WE_NAME),
        ),
        Rule(
            id="change.other-magnesium",
            when=when(Changeable.OTHER_MAGNESIUM),
            then=Remedy(
                means=Means.CHOOSE,
                words=(
                    "do not stop other magnesium that a clinician prescribed, but ask them first. Leave out what you "
                    "bought yourself"
                ),
                addresses=("ceiling",),
            ),
            because="upper levels count all magnesium from supplements together",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.other-amount",
            when=when(Changeable.OTHER_AMOUNT),
            then=Remedy(
                means=Means.FIND_OUT,
                words="state how much magnesium your other supplements give a day. This helps if it is",
                addresses=("ceiling", "situation.other_magnesium_mg"),
            ),
            because="we cannot decide about a capsule without knowing how much other magnesium you take",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.clinician",
            when=when(Changeable.CLINICIAN),
            then=Remedy(means=Means.ASK, words="talk to a clinician, who has to agree", addresses=()),
            because="where the rules ask for a clinician, nothing goes ahead until the clinician has agreed",
            cites=(guide.CONSULT_BEFORE_START, guide.CONSULT_BEFORE_ADJUSTING, guide.WORK_WITH_PRACTITIONER),
        ),
    ),
)


class Persistence(Word):
    """The answer of a row in the table of persistence: whether a condition can pass with time or treatment."""

    PASSES = "passes"
    LASTS = "lasts"


_PASSING: Final = frozenset(
    {
        Condition.GUT_FLARE,
        Condition.NAUSEA,
        Condition.PLANNED_SURGERY,
        Condition.CHRONIC_DIARRHOEA,
        Condition.RECENT_MAGNESIUM_INFUSION,
    }
)
_TREATED: Final = frozenset(
    {
        Condition.BOWEL_OBSTRUCTION,
        Condition.IBD_FLARE,
        Condition.INFECTION_STONES,
        Condition.DEHYDRATION,
        Condition.HYPERMAGNESAEMIA,
        Condition.POTASSIUM_DISORDER,
    }
)
_CHILD: Final = frozenset({Condition.PREGNANCY, Condition.LACTATION})
_LASTING: Final = frozenset(
    {
        Condition.KIDNEY_DISEASE,
        Condition.LOW_BLOOD_PRESSURE,
        Condition.CARDIAC,
        Condition.IRREGULAR_HEARTBEAT,
        Condition.MCAS,
        Condition.POTS,
        Condition.EDS,
        Condition.ME_CFS,
        Condition.CHRONIC_PAIN,
        Condition.NEURODIVERGENCE,
        Condition.IBS,
        Condition.ORAL_HYPERSENSITIVITY,
        Condition.HEART_BLOCK,
        Condition.BRADYCARDIA,
        Condition.MYASTHENIA_GRAVIS,
        Condition.NEUROMUSCULAR_JUNCTION_DISORDER,
        Condition.FIRST_DEGREE_HEART_BLOCK,
        Condition.DIALYSIS,
        Condition.SLOW_GUT,
        Condition.ADRENAL_INSUFFICIENCY,
        Condition.CALCIUM_OR_PARATHYROID_DISORDER,
        Condition.BOWEL_RESECTION_OR_BYPASS,
        Condition.HIGH_OUTPUT_STOMA,
        Condition.EATING_DISORDER,
        Condition.SWALLOWING_DIFFICULTY,
    }
)

PERSISTENCE: Final[Table[Condition, Persistence]] = Table(
    name="change",
    title="Conditions that pass, and what to do until then",
    key=Condition,
    rules=(
        Rule(
            id="change.condition.passes",
            when=when(_PASSING),
            then=Persistence.PASSES,
            because="ask again when this has passed",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.condition.treated",
            when=when(_TREATED),
            then=Persistence.PASSES,
            because="get this treated first, then ask again",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.condition.with-child",
            when=when(_CHILD),
            then=Persistence.PASSES,
            because="ask again after the pregnancy, or when you no longer breast-feed",
            cites=(_WHAT_WE_NAME,),
        ),
        Rule(
            id="change.condition.lasts",
            when=when(_LASTING),
            then=Persistence.LASTS,
            because="waiting for this to pass is not suggested",
            cites=(_WHAT_WE_NAME,),
        ),
    ),
)
