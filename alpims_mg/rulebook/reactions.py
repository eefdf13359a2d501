"""Tables of reactions to magnesium: what to do after each, which are more serious together, and signs to watch for."""

from typing import Final, final

import attrs

from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Reaction, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import (
    CKJ_2012,
    CONVENTION,
    MHRA_AUTO_INJECTORS,
    NHS_ANAPHYLAXIS_2023,
    NHS_ANAPHYLAXIS_SIGNS,
)
from alpims_mg.rules.tables import Rule, Table, when


class Response(Word):
    """The answer of a row in the table of reactions: what to do after the reaction. From the mildest to the gravest."""

    GO_ON = "go-on"
    STEP_BACK = "step-back"
    STOP_AND_CONSULT = "stop-and-consult"
    URGENT_CARE = "urgent-care"
    ALLERGIC_EMERGENCY = "allergic-emergency"
    """Urgent care, for what can be a severe allergic reaction."""


_TOXIC: Final = Citation(
    source=CKJ_2012,
    place="table 7",
    claim=(
        "As magnesium in the blood rises, it brings a slow pulse, flushing and low blood "
        "pressure first, then weakness, heart block and failing breathing."
    ),
)
_RED_FLAGS: Final = Citation(
    source=CONVENTION,
    place="reading of red flags",
    claim="Confusion and unusual drowsiness count as such signs too, and all of them call for urgent care.",
)
_NEW_OR_WORSE: Final = Citation(
    source=CONVENTION,
    place="reading of a reaction",
    claim=(
        "A reaction counts only if it is new, or clearly worse than usual for this person. The usual weakness of "
        "POTS or ME/CFS is no reaction."
    ),
)
_REPEATED_VOMITING: Final = Citation(
    source=CONVENTION,
    place="reading of repeated vomiting",
    claim="Vomiting once is a sign of the gut. Vomiting again and again calls for urgent care.",
)
_ANAPHYLAXIS: Final = Citation(
    source=NHS_ANAPHYLAXIS_SIGNS,
    place="list of symptoms",
    claim=(
        "Signs of anaphylaxis are hives, swollen eyes or lips, wheezing, feeling faint, collapse, a sore belly and "
        "vomiting. Call the emergency number."
    ),
)
_TONGUE_AND_THROAT: Final = Citation(
    source=NHS_ANAPHYLAXIS_2023,
    place="overview",
    claim="A swollen throat or tongue and trouble breathing are among the signs.",
    certainty=Certainty.QUOTED,
)
_PEN: Final = Citation(
    source=MHRA_AUTO_INJECTORS,
    place="advice for patients and carers",
    claim="Use the adrenaline pen without delay, even in doubt.",
)
_PEN_STEPS: Final = Citation(
    source=MHRA_AUTO_INJECTORS,
    place="advice for patients and carers, the steps",
    claim="After the pen, call the emergency number and say anaphylaxis.",
    certainty=Certainty.QUOTED,
)
_ALLERGY: Final = Citation(
    source=CONVENTION,
    place="reading of an allergic emergency",
    claim=(
        "Swelling of the face, lips, tongue or throat counts even when it is alone, which some authorities read more "
        "mildly. Itching, hives or flushing count together with trouble breathing, fainting or repeated vomiting."
    ),
)
_FLUSHING_WITH_NAUSEA: Final = Citation(
    source=CONVENTION,
    place="reading of red flags",
    claim=(
        "Flushing alone may be a mast cell reaction. With nausea or vomiting, it counts as a sign of too much "
        "magnesium."
    ),
)
ALLERGIC_EMERGENCY: Final = (_ANAPHYLAXIS, _TONGUE_AND_THROAT, _PEN, _PEN_STEPS, _ALLERGY)
"""The citations of each row that names an allergic emergency."""
_STEP_BACK: Final = Citation(
    source=CONVENTION,
    place="reading of a reaction",
    claim="After a gut reaction, the dose goes back one step. From the first step, it goes to a pause.",
)
ACUTE_OVERDOSE: Final = Citation(
    source=CONVENTION,
    place="reading of acute overdose",
    claim="Acute poisoning is a case for the emergency service and a poison centre, not for this library.",
)
"""The citation of each row on far too much at once."""
TOO_MUCH_AT_ONCE: Final = (
    "you took much more than planned: call your emergency number or a poison centre, even if you feel nothing"
)
"""The text of each row on far too much at once."""
_HIVES: Final = Citation(
    source=CONVENTION,
    place="reading of a mast cell reaction",
    claim="Hives count as one of the signs of a mast cell reaction, beside those that the guide names.",
)

REACTIONS: Final[Table[Reaction, Response]] = Table(
    name="reaction",
    title="Reactions",
    key=Reaction,
    rules=(
        Rule(
            id="reaction.none",
            when=when(Reaction.NONE),
            then=Response.GO_ON,
            because="you felt no reaction",
            cites=(guide.AS_TOLERATED,),
        ),
        Rule(
            id="reaction.gut",
            when=when(
                {Reaction.LOOSE_STOOLS, Reaction.BLOATING, Reaction.NAUSEA, Reaction.CRAMPING, Reaction.VOMITING}
            ),
            then=Response.STEP_BACK,
            because="your gut is unsettled[: {reaction}]",
            cites=(guide.CAPSULE_GUT_TOLERANCE, guide.GREEN_REASON_SETTLED_DIGESTION, _STEP_BACK),
        ),
        Rule(
            id="reaction.mcas",
            when=when({Reaction.ITCHING, Reaction.FLUSHING, Reaction.HIVES}),
            then=Response.STOP_AND_CONSULT,
            because="itching, hives or flushing can be a mast cell reaction[: {reaction}]",
            cites=(guide.WATCH_MCAS_REACTIONS, _HIVES),
        ),
        Rule(
            id="reaction.swelling",
            when=when(Reaction.SWELLING),
            then=Response.ALLERGIC_EMERGENCY,
            because="swelling of the face, lips, tongue or throat can be a severe allergic reaction",
            cites=(_ANAPHYLAXIS, _TONGUE_AND_THROAT, _ALLERGY),
        ),
        Rule(
            id="reaction.repeated-vomiting",
            when=when(Reaction.REPEATED_VOMITING),
            then=Response.URGENT_CARE,
            because="vomiting again and again dries out the body, and can be a sign of too much magnesium in the blood",
            cites=(_REPEATED_VOMITING,),
        ),
        Rule(
            id="reaction.urgent",
            when=when(
                {
                    Reaction.WEAKNESS,
                    Reaction.DROWSINESS,
                    Reaction.CONFUSION,
                    Reaction.FAINTING,
                    Reaction.SLOW_PULSE,
                    Reaction.BREATHING_TROUBLE,
                }
            ),
            then=Response.URGENT_CARE,
            because=(
                "these can be signs of too much magnesium, if they are new or clearly worse than usual for you[. "
                "You report: {reaction}]"
            ),
            cites=(_TOXIC, _RED_FLAGS, _NEW_OR_WORSE),
        ),
    ),
)


class Together(Word):
    """The key of the table of joint reactions: signs that mean more together. In the order in which to name them."""

    ALLERGIC_EMERGENCY = "allergic-emergency"
    FLUSHING_WITH_NAUSEA = "flushing-with-nausea"


@final
@attrs.frozen(kw_only=True)
class JointResponse:
    """The answer of a row in the table of joint reactions: what to do if one day has a sign of each of two lists.

    The row applies if the day has at least one reaction of ``one_of`` and at least one of ``with_one_of``. A reaction
    that is in both lists is enough alone.
    """

    one_of: tuple[Reaction, ...]
    with_one_of: tuple[Reaction, ...]
    response: Response


TOGETHER: Final[Table[Together, JointResponse]] = Table(
    name="reaction",
    title="Reactions that mean more together. A reaction that is in both lists is enough alone",
    key=Together,
    rules=(
        Rule(
            id="reaction.allergic-emergency",
            when=when(Together.ALLERGIC_EMERGENCY),
            then=JointResponse(
                one_of=(Reaction.SWELLING, Reaction.ITCHING, Reaction.FLUSHING, Reaction.HIVES),
                with_one_of=(
                    Reaction.SWELLING,
                    Reaction.BREATHING_TROUBLE,
                    Reaction.FAINTING,
                    Reaction.REPEATED_VOMITING,
                ),
                response=Response.ALLERGIC_EMERGENCY,
            ),
            because=(
                "this can be a severe allergic reaction: use your adrenaline pen if you have one, and call the "
                "emergency number"
            ),
            cites=ALLERGIC_EMERGENCY,
        ),
        Rule(
            id="reaction.together.flushing-with-nausea",
            when=when(Together.FLUSHING_WITH_NAUSEA),
            then=JointResponse(
                one_of=(Reaction.FLUSHING,),
                with_one_of=(Reaction.NAUSEA, Reaction.VOMITING, Reaction.REPEATED_VOMITING),
                response=Response.URGENT_CARE,
            ),
            because="a red, hot face and feeling sick or vomiting can be signs of too much magnesium in the blood",
            cites=(
                Citation(
                    source=CKJ_2012,
                    place="table 7",
                    claim="Flushing and nausea are among the first signs of too much magnesium.",
                ),
                _FLUSHING_WITH_NAUSEA,
            ),
        ),
    ),
)


class Sign(Word):
    """The key of the table of signs: something to watch for while taking capsules."""

    NEW = "new"
    """What counts as a sign at all."""
    GUT = "gut"
    MCAS = "mcas"
    ALLERGIC_EMERGENCY = "allergic-emergency"
    TOXIC = "toxic"
    FLUSHING_WITH_NAUSEA = "flushing-with-nausea"
    TOO_MUCH_AT_ONCE = "too-much-at-once"


class Urgency(Word):
    """The answer of a row about a sign to watch for: how fast to act on it."""

    NONE = "none"
    """This is advice, and no sign to watch for."""
    MILD = "mild"
    """Change what you take, or ask a clinician."""
    URGENT = "urgent"
    """Get help right away."""


SIGNS: Final[Table[Sign, Urgency]] = Table(
    name="reaction",
    title="Signs to watch for, and when to stop",
    key=Sign,
    rules=(
        Rule(
            id="reaction.watch.new",
            when=when(Sign.NEW),
            then=Urgency.MILD,
            because=(
                "watch for what is new, or clearly worse than usual for you. The weakness that you know from POTS or "
                "ME/CFS is no alarm. Weakness that is new or clearly worse is one"
            ),
            cites=(_NEW_OR_WORSE,),
        ),
        Rule(
            id="reaction.watch.gut",
            when=when(Sign.GUT),
            then=Urgency.MILD,
            because=(
                "loose stools, a bloated belly, feeling sick, vomiting or cramps: go back to the last amount that you "
                "tolerated. At the first amount of the plan, pause: take none, and wait for calm days (Green, without "
                "a reaction)"
            ),
            cites=(guide.CAPSULE_GUT_TOLERANCE, _STEP_BACK),
        ),
        Rule(
            id="reaction.watch.mcas",
            when=when(Sign.MCAS),
            then=Urgency.MILD,
            because=(
                "itching, hives (a raised, itchy rash) or flushing (skin turns red and hot), with or without a "
                "bloated belly: stop, and ask a clinician"
            ),
            cites=(guide.WATCH_MCAS_REACTIONS, _HIVES),
        ),
        Rule(
            id="reaction.watch.allergic-emergency",
            when=when(Sign.ALLERGIC_EMERGENCY),
            then=Urgency.URGENT,
            because=(
                "swelling of the face, lips, tongue or throat, or itching, hives or flushing with trouble breathing, "
                "fainting or repeated vomiting: this can be a severe allergic reaction. Use your adrenaline pen if "
                "you have one, and call the emergency number"
            ),
            cites=ALLERGIC_EMERGENCY,
        ),
        Rule(
            id="reaction.watch.toxic",
            when=when(Sign.TOXIC),
            then=Urgency.URGENT,
            because=(
                "strong weakness that is new or clearly worse, being unusually sleepy, confusion, fainting, slow "
                "pulse, trouble breathing or repeated vomiting: these can be signs of too much magnesium. Stop taking "
                "it, and get medical help right away"
            ),
            cites=(_TOXIC, _RED_FLAGS, _REPEATED_VOMITING, _NEW_OR_WORSE),
        ),
        Rule(
            id="reaction.watch.flushing-with-nausea",
            when=when(Sign.FLUSHING_WITH_NAUSEA),
            then=Urgency.URGENT,
            because=(
                "a red, hot face while you feel sick or vomit: these can be signs of too much magnesium. Stop taking "
                "it, and get medical help right away"
            ),
            cites=(_TOXIC, _FLUSHING_WITH_NAUSEA),
        ),
        Rule(
            id="reaction.watch.too-much-at-once",
            when=when(Sign.TOO_MUCH_AT_ONCE),
            then=Urgency.URGENT,
            because=TOO_MUCH_AT_ONCE,
            cites=(ACUTE_OVERDOSE,),
        ),
    ),
)
