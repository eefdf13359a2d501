"""The table of questions to a person: one for each field of a case that people are asked for."""

from typing import Final

from alpims_mg.model.case_questions import Choice, QuestionWords, ReplyKind
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import (
    Condition,
    DosageForm,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    Route,
    Tolerance,
    Vehicle,
    Word,
    Zone,
)
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class CaseField(Word):
    """The key of the table of questions: a field of a case. The value of a member is its path in the JSON of a case.

    The order of the members is the order in which a person is asked.
    """

    INTENT = "proposal.intent"
    PRODUCT = "proposal.product.kind"
    FORM = "proposal.product.form"
    STRENGTH = "proposal.product.elemental_mg"
    DOSAGE_FORM = "proposal.product.dosage_form"
    DIVISION = "proposal.product.divides_into"
    VEHICLE = "proposal.product.vehicle"
    INGREDIENTS = "proposal.product.ingredients"
    PRESENT_AMOUNT = "proposal.current_daily_mg"
    TARGET = "proposal.target_mg"
    LOWER_TO = "proposal.lower_to_mg"
    ZONE = "situation.zone"
    TOLERANCE = "situation.tolerance"
    AGE = "situation.age_years"
    KIDNEY = "situation.kidney"
    CONDITIONS = "situation.conditions"
    OTHER_CONDITIONS = "situation.other_conditions"
    MEDICINES = "situation.medicines"
    OTHER_MAGNESIUM = "situation.other_magnesium_mg"


_ASKED: Final = Citation(
    source=CONVENTION,
    place="questions to a person",
    claim="Each fact is asked for in one short question, which says how to reply and which words are known.",
)
_UNKNOWN: Final = Citation(
    source=CONVENTION,
    place="facts that must be known",
    claim="We decide on a capsule only if zone, age, kidney function, conditions, medicines and other magnesium are "
    "stated. Unknown is never permission.",
)

_FORMS: Final = (Form.GLYCINATE, Form.TAURATE, Form.MALATE, Form.THREONATE, Form.CITRATE, Form.OXIDE)
_SWALLOWED: Final = (Route.CAPSULE,)
_ON_SKIN: Final = (Route.TOPICAL,)
_NOT_LOWER: Final = (Intent.START, Intent.MAINTAIN, Intent.INCREASE)
_TAKEN_NOW: Final = (Intent.MAINTAIN, Intent.INCREASE, Intent.LOWER)

_DOSAGE_FORMS: Final = (
    (DosageForm.HARD_CAPSULE, "two shells with powder inside"),
    (DosageForm.SOFTGEL, "sealed, with liquid or paste inside"),
    (DosageForm.TABLET, "without a line to split it along"),
    (DosageForm.SCORED_TABLET, "with a line to split it along"),
    (DosageForm.MODIFIED_RELEASE, "slow release, or to be swallowed whole"),
    (DosageForm.ENTERIC_COATED, "with a coat that does not dissolve in the stomach"),
    (DosageForm.POWDER, "from a sachet or a scoop"),
    (DosageForm.OTHER, "for example a gummy, a drink or a chewable tablet"),
)
"""The kinds of things that people swallow, each with what it means."""

_CONDITIONS: Final = (
    (Condition.KIDNEY_DISEASE, ""),
    (Condition.LOW_BLOOD_PRESSURE, ""),
    (Condition.CARDIAC, "any heart condition"),
    (Condition.IRREGULAR_HEARTBEAT, ""),
    (Condition.MCAS, "mast cells that react too easily"),
    (Condition.POTS, "a heart that races when you stand up"),
    (Condition.EDS, "Ehlers-Danlos syndrome"),
    (Condition.ME_CFS, "also called chronic fatigue syndrome"),
    (Condition.CHRONIC_PAIN, ""),
    (Condition.NEURODIVERGENCE, "for example autism or ADHD"),
    (Condition.IBS, "irritable bowel syndrome"),
    (Condition.GUT_FLARE, "a flare of gut symptoms in MCAS"),
    (Condition.NAUSEA, "you often feel sick"),
    (Condition.ORAL_HYPERSENSITIVITY, "you have reacted to something that you swallowed"),
    (Condition.HEART_BLOCK, "heart block of the second or third degree, or of a degree that is not known"),
    (Condition.FIRST_DEGREE_HEART_BLOCK, "heart block that was measured and is of the first degree only"),
    (Condition.BRADYCARDIA, "a slow heartbeat"),
    (Condition.MYASTHENIA_GRAVIS, "a disease that makes muscles tire quickly"),
    (Condition.NEUROMUSCULAR_JUNCTION_DISORDER, "another disease that weakens the signal from nerve to muscle"),
    (Condition.BOWEL_OBSTRUCTION, "a blocked bowel"),
    (Condition.IBD_FLARE, "a flare of inflammatory bowel disease"),
    (Condition.INFECTION_STONES, "stones in the urine that come with an infection"),
    (Condition.DEHYDRATION, "your body has too little water"),
    (Condition.HYPERMAGNESAEMIA, "too much magnesium in the blood"),
    (Condition.PREGNANCY, ""),
    (Condition.LACTATION, "you breast-feed"),
    (Condition.PLANNED_SURGERY, ""),
    (Condition.DIALYSIS, "any kind"),
    (Condition.SLOW_GUT, "a gut or stomach that empties slowly"),
    (Condition.ADRENAL_INSUFFICIENCY, "too little hormone from the adrenal glands"),
    (Condition.CALCIUM_OR_PARATHYROID_DISORDER, "too much or too little calcium, or ill parathyroid glands"),
    (Condition.POTASSIUM_DISORDER, "too much or too little potassium in the blood"),
    (Condition.BOWEL_RESECTION_OR_BYPASS, "a part of the bowel was removed or is bypassed"),
    (Condition.HIGH_OUTPUT_STOMA, "a stoma of the bowel that loses a lot of fluid"),
    (Condition.CHRONIC_DIARRHOEA, "loose stools for weeks, or again and again"),
    (Condition.EATING_DISORDER, "this includes the misuse of laxatives"),
    (Condition.SWALLOWING_DIFFICULTY, "trouble with swallowing food, drinks, tablets or capsules"),
    (Condition.RECENT_MAGNESIUM_INFUSION, "magnesium into a vein or muscle, with no word yet that you may go on"),
)
"""The conditions that people can name, each with what it means where the word is not plain."""

QUESTIONS: Final[Table[CaseField, QuestionWords]] = Table(
    name="question",
    title="The question for each fact, how to reply, and the words that are known",
    key=CaseField,
    rules=(
        Rule(
            id="question.intent",
            when=when(CaseField.INTENT),
            then=QuestionWords(
                question="What do you want to do?",
                how="Say {choices}.",
                more="Say what you would like to do with this product today.",
                reply=ReplyKind.WORD,
                choices=(
                    Choice(word="start", value="start", meaning="for the first time, or after a long break"),
                    Choice(word="keep", value="maintain", meaning="go on with the same amount"),
                    Choice(word="raise", value="increase", meaning="take the next step up"),
                    Choice(word="lower", value="lower", meaning="take less, or none"),
                ),
                may_skip=False,
            ),
            because="every answer is about what the person wants to do",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.product",
            when=when(CaseField.PRODUCT),
            then=QuestionWords(
                question="Do you swallow it, or is it for the skin?",
                how="Say {choices}.",
                more="The rules for what you swallow differ from those for the skin.",
                reply=ReplyKind.WORD,
                choices=(
                    Choice(word="capsule", value="capsule", meaning="all that you swallow, also tablets and powders"),
                    Choice(word="topical", value="topical", meaning="for the skin: an oil, a cream or a bath"),
                ),
                may_skip=False,
            ),
            because="the rules for capsules and for the skin differ",
            cites=(_ASKED, guide.BOTH_ROUTES_BY_ZONE),
        ),
        Rule(
            id="question.form",
            when=when(CaseField.FORM),
            then=QuestionWords(
                question="Which kind of magnesium is it?",
                how="Say {choices}.",
                more="The label names it next to the word magnesium, for example magnesium glycinate.",
                reply=ReplyKind.WORD,
                choices=tuple(Choice(word=form.value, value=form.value) for form in _FORMS),
                may_skip=False,
                routes=_SWALLOWED,
            ),
            because="some kinds have rules of their own",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.strength",
            when=when(CaseField.STRENGTH),
            then=QuestionWords(
                question="How much magnesium is in one capsule or tablet?",
                how="Give the milligrams, such as 100.",
                more="Give the elemental magnesium, which is the magnesium alone. Do not give the weight of the salt.",
                reply=ReplyKind.MILLIGRAMS,
                may_skip=False,
                routes=_SWALLOWED,
            ),
            because="each amount of a plan is worked out from it",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.dosage-form",
            when=when(CaseField.DOSAGE_FORM),
            then=QuestionWords(
                question="What is it that you swallow?",
                how="Say {choices}.",
                more="Some products must be swallowed whole. If you leave this out, a plan with parts of a capsule "
                "needs a clinician.",
                reply=ReplyKind.WORD,
                choices=tuple(
                    Choice(word=form.value, value=form.value, meaning=meaning) for form, meaning in _DOSAGE_FORMS
                ),
                may_skip=True,
                routes=_SWALLOWED,
            ),
            because="it decides whether the product may be divided",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.division",
            when=when(CaseField.DIVISION),
            then=QuestionWords(
                question="How finely can you divide one capsule or tablet?",
                how="Say {choices}.",
                more="A wrong guess would be a wrong amount, so say 1 if you are not sure.",
                reply=ReplyKind.WORD,
                choices=(
                    Choice(word="4", value="4", meaning="into quarters"),
                    Choice(word="2", value="2", meaning="into halves"),
                    Choice(word="1", value="1", meaning="not at all"),
                ),
                may_skip=False,
                routes=_SWALLOWED,
            ),
            because="a plan uses only the parts that the product divides into",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.vehicle",
            when=when(CaseField.VEHICLE),
            then=QuestionWords(
                question="What kind of product is it?",
                how="Say {choices}.",
                more="A hot bath has rules of its own.",
                reply=ReplyKind.WORD,
                choices=tuple(Choice(word=vehicle.value, value=vehicle.value) for vehicle in Vehicle),
                may_skip=False,
                routes=_ON_SKIN,
            ),
            because="a bath has rules of its own",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.ingredients",
            when=when(CaseField.INGREDIENTS),
            then=QuestionWords(
                question="What else is in it?",
                how="Name each thing on the label, or say none.",
                more="Citrus, stevia and flavours are among the things to avoid. If you leave this out, the label "
                "counts as not read.",
                reply=ReplyKind.TEXTS,
                may_skip=True,
            ),
            because="some things in a product are to be avoided",
            cites=(_ASKED, guide.AVOID_CITRUS, guide.AVOID_STEVIA, guide.AVOID_FLAVOURING),
        ),
        Rule(
            id="question.present-amount",
            when=when(CaseField.PRESENT_AMOUNT),
            then=QuestionWords(
                question="How much magnesium do you take from this product in a day now?",
                how="Give the milligrams, such as 100.",
                more="Add up what you take from morning to night.",
                reply=ReplyKind.MILLIGRAMS,
                may_skip=True,
                routes=_SWALLOWED,
                intents=_TAKEN_NOW,
            ),
            because="the next amount is worked out from the amount that is taken now",
            cites=(_ASKED, _UNKNOWN),
        ),
        Rule(
            id="question.target",
            when=when(CaseField.TARGET),
            then=QuestionWords(
                question="How much magnesium a day would you like to reach?",
                how="Give the milligrams, such as 300. Leave it out for the usual amount.",
                more="The plan goes up in small steps and ends there.",
                reply=ReplyKind.MILLIGRAMS,
                may_skip=True,
                routes=_SWALLOWED,
                intents=_NOT_LOWER,
            ),
            because="a plan ends at the amount that the person names",
            cites=(_ASKED, guide.TARGET_BAND),
        ),
        Rule(
            id="question.lower-to",
            when=when(CaseField.LOWER_TO),
            then=QuestionWords(
                question="How much magnesium a day do you want to go down to?",
                how="Give the milligrams, or 0 to stop. Leave it out to go down one step.",
                more="You may take less on any day. Nobody has to agree first.",
                reply=ReplyKind.MILLIGRAMS,
                may_skip=True,
                routes=_SWALLOWED,
                intents=(Intent.LOWER,),
            ),
            because="to take less is refused to nobody",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.zone",
            when=when(CaseField.ZONE),
            then=QuestionWords(
                question="Which zone are you in today?",
                how="Say {choices}.",
                more="Only you can say how your body is today. Nothing works it out for you.",
                reply=ReplyKind.WORD,
                choices=(
                    Choice(word=Zone.GREEN.value, value=Zone.GREEN.value, meaning="your nerves, body and gut are calm"),
                    Choice(word=Zone.YELLOW.value, value=Zone.YELLOW.value, meaning="you notice early warning signs"),
                    Choice(word=Zone.RED.value, value=Zone.RED.value, meaning="a flare, shut down, or very reactive"),
                ),
                may_skip=True,
            ),
            because="every answer depends on today's zone",
            cites=(_ASKED, _UNKNOWN, guide.BOTH_ROUTES_BY_ZONE),
        ),
        Rule(
            id="question.tolerance",
            when=when(CaseField.TOLERANCE),
            then=QuestionWords(
                question="Do you know from trying that this amount suits you?",
                how="Say {choices}.",
                more="For the skin, it is enough to test a small patch. If you leave this out, it counts as no.",
                reply=ReplyKind.WORD,
                choices=(
                    Choice(
                        word="yes", value=Tolerance.PROVEN.value, meaning="for as long as the plan says, no trouble"
                    ),
                    Choice(word="no", value=Tolerance.UNPROVEN.value, meaning="not yet, or you are not sure"),
                ),
                may_skip=True,
                intents=_NOT_LOWER,
            ),
            because="an amount that is not known to suit the person is not raised",
            cites=(_ASKED, guide.AS_TOLERATED),
        ),
        Rule(
            id="question.age-years",
            when=when(CaseField.AGE),
            then=QuestionWords(
                question="How old are you?",
                how="Give your age in whole years.",
                more="What is safe differs with age.",
                reply=ReplyKind.WHOLE_NUMBER,
                may_skip=True,
            ),
            because="the highest amounts differ with age",
            cites=(_ASKED, _UNKNOWN),
        ),
        Rule(
            id="question.kidney",
            when=when(CaseField.KIDNEY),
            then=QuestionWords(
                question="How well do your kidneys work?",
                how="Say {choices}.",
                more="Your kidneys remove magnesium from the blood. Your blood test tells how well they work.",
                reply=ReplyKind.WORD,
                choices=(
                    Choice(word="normal", value=KidneyFunction.NORMAL.value),
                    Choice(word="moderate", value=KidneyFunction.MODERATE.value, meaning="they work less well"),
                    Choice(word="severe", value=KidneyFunction.SEVERE.value, meaning="they work much less well"),
                    Choice(
                        word="not-assessed", value=KidneyFunction.NOT_ASSESSED.value, meaning="nobody has tested it"
                    ),
                ),
                may_skip=True,
            ),
            because="weak kidneys leave magnesium in the blood",
            cites=(_ASKED, _UNKNOWN, guide.CONSULT_KIDNEY),
        ),
        Rule(
            id="question.conditions",
            when=when(CaseField.CONDITIONS),
            then=QuestionWords(
                question="Which health conditions do you have?",
                how="Name each one, or say none.",
                more="These are the words that we know. Leave others out here. The next question asks for them if "
                "they count.",
                reply=ReplyKind.WORDS,
                choices=tuple(
                    Choice(word=condition.value, value=condition.value, meaning=meaning)
                    for condition, meaning in _CONDITIONS
                ),
                may_skip=True,
            ),
            because="some conditions rule magnesium out or ask for a clinician",
            cites=(_ASKED, _UNKNOWN, guide.SENSITIVE_CONDITIONS),
        ),
        Rule(
            id="question.other-conditions",
            when=when(CaseField.OTHER_CONDITIONS),
            then=QuestionWords(
                question="Do you have any other condition?",
                how="Name each one in your own words, or say none.",
                more="These are the conditions that we have no word for. They are a matter for a clinician.",
                reply=ReplyKind.TEXTS,
                may_skip=True,
                intents=_NOT_LOWER,
            ),
            because="a condition without a row asks for a clinician",
            cites=(_ASKED,),
        ),
        Rule(
            id="question.medicines",
            when=when(CaseField.MEDICINES),
            then=QuestionWords(
                question="Which medicines do you take?",
                how="Name each one, or say none.",
                more="Name all that you take, also what you buy yourself, such as antacids and laxatives.",
                reply=ReplyKind.TEXTS,
                may_skip=True,
            ),
            because="some medicines and magnesium affect each other",
            cites=(_ASKED, _UNKNOWN, guide.CONSULT_WITH_PRESCRIPTIONS),
        ),
        Rule(
            id="question.other-magnesium",
            when=when(CaseField.OTHER_MAGNESIUM),
            then=QuestionWords(
                question="How much magnesium do your other supplements give you in a day?",
                how="Give the milligrams. Say 0 if none.",
                more="Add up what all labels of your other supplements say. Food does not count.",
                reply=ReplyKind.MILLIGRAMS,
                may_skip=True,
                routes=_SWALLOWED,
            ),
            because="the limits count all supplements together",
            cites=(_ASKED, _UNKNOWN),
        ),
    ),
)

_REST: Final = Citation(
    source=CONVENTION,
    place="reading of a list that is stated in part",
    claim="What is stated of a list counts. The rest is not stated, so we ask whether there is anything else.",
)

REST_QUESTIONS: Final[Table[FactList, QuestionWords]] = Table(
    name="question",
    title="The question for the rest of a list of which a part is stated",
    key=FactList,
    rules=(
        Rule(
            id="question.rest-of-conditions",
            when=when(FactList.CONDITIONS),
            then=QuestionWords(
                question="Is there anything else? Which other health conditions do you have?",
                how="Name each one, or say none.",
                more="We know only some of your conditions. Say none if those are all.",
                reply=ReplyKind.WORDS,
                choices=tuple(
                    Choice(word=condition.value, value=condition.value, meaning=meaning)
                    for condition, meaning in _CONDITIONS
                ),
                may_skip=True,
            ),
            because="a condition that is not stated may rule magnesium out or ask for a clinician",
            cites=(_ASKED, _UNKNOWN, _REST),
        ),
        Rule(
            id="question.rest-of-medicines",
            when=when(FactList.MEDICINES),
            then=QuestionWords(
                question="Is there anything else? Which other medicines do you take?",
                how="Name each one, or say none.",
                more="We know only some of your medicines. Name also what you buy yourself, such as antacids and "
                "laxatives. Say none if those are all.",
                reply=ReplyKind.TEXTS,
                may_skip=True,
            ),
            because="a medicine that is not stated may affect magnesium, or be affected by it",
            cites=(_ASKED, _UNKNOWN, _REST),
        ),
    ),
)
