"""Tables of reactions to magnesium: what to do after each, which are more serious together, and signs to watch for."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Reaction, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CKJ_2012, CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class Response(Word):
    """The answer of a row in the table of reactions: what to do after the reaction."""

    GO_ON = "go-on"
    STEP_BACK = "step-back"
    STOP_AND_CONSULT = "stop-and-consult"
    URGENT_CARE = "urgent-care"


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
    claim="Confusion counts as one of these signs, and all of them call for urgent care.",
)
_STEP_BACK: Final = Citation(
    source=CONVENTION,
    place="reading of a reaction",
    claim="After a gut reaction, the dose goes back one step.",
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
            when=when({Reaction.LOOSE_STOOLS, Reaction.BLOATING, Reaction.NAUSEA, Reaction.CRAMPING}),
            then=Response.STEP_BACK,
            because="your gut does not tolerate this much[: {reaction}]",
            cites=(guide.CAPSULE_GUT_TOLERANCE, guide.GREEN_REASON_SETTLED_DIGESTION, _STEP_BACK),
        ),
        Rule(
            id="reaction.mcas",
            when=when({Reaction.ITCHING, Reaction.FLUSHING}),
            then=Response.STOP_AND_CONSULT,
            because="itching or flushing may be a mast cell reaction[: {reaction}]",
            cites=(guide.WATCH_MCAS_REACTIONS,),
        ),
        Rule(
            id="reaction.urgent",
            when=when(
                {
                    Reaction.WEAKNESS,
                    Reaction.CONFUSION,
                    Reaction.FAINTING,
                    Reaction.SLOW_PULSE,
                    Reaction.BREATHING_TROUBLE,
                }
            ),
            then=Response.URGENT_CARE,
            because="these can be signs of too much magnesium in the blood[: {reaction}]",
            cites=(_TOXIC, _RED_FLAGS),
        ),
    ),
)


class Together(Word):
    """The key of the table of joint reactions: reactions that are more serious together than each alone."""

    FLUSHING_WITH_NAUSEA = "flushing-with-nausea"


@final
@attrs.frozen(kw_only=True)
class JointResponse:
    """The answer of a row in the table of joint reactions: the reactions, and what to do if one day has all of them."""

    reactions: tuple[Reaction, ...]
    response: Response


TOGETHER: Final[Table[Together, JointResponse]] = Table(
    name="reaction",
    title="Reactions that mean more together",
    key=Together,
    rules=(
        Rule(
            id="reaction.together.flushing-with-nausea",
            when=when(Together.FLUSHING_WITH_NAUSEA),
            then=JointResponse(reactions=(Reaction.FLUSHING, Reaction.NAUSEA), response=Response.URGENT_CARE),
            because="a red, hot face while you feel sick can be a sign of too much magnesium in the blood",
            cites=(
                Citation(
                    source=CKJ_2012,
                    place="table 7",
                    claim="Flushing and nausea are among the first signs of too much magnesium.",
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of red flags",
                    claim=(
                        "Flushing alone may be a mast cell reaction. With nausea, it counts as a sign of too "
                        "much magnesium."
                    ),
                ),
            ),
        ),
    ),
)


class Sign(Word):
    """The key of the table of signs: something to watch for while taking capsules."""

    GUT = "gut"
    MCAS = "mcas"
    TOXIC = "toxic"
    FLUSHING_WITH_NAUSEA = "flushing-with-nausea"
    TOO_MUCH_AT_ONCE = "too-much-at-once"


SIGNS: Final[Table[Sign, Verdict]] = Table(
    name="reaction",
    title="Signs to watch for, and when to stop",
    key=Sign,
    rules=(
        Rule(
            id="reaction.watch.gut",
            when=when(Sign.GUT),
            then=Verdict.CAUTION,
            because=(
                "loose stools, a bloated belly, feeling sick or cramps: go back to the last amount that you tolerated"
            ),
            cites=(guide.CAPSULE_GUT_TOLERANCE, _STEP_BACK),
        ),
        Rule(
            id="reaction.watch.mcas",
            when=when(Sign.MCAS),
            then=Verdict.CAUTION,
            because=(
                "itching or flushing (skin turns red and hot), with or without a bloated belly: stop, "
                "and ask a clinician"
            ),
            cites=(guide.WATCH_MCAS_REACTIONS,),
        ),
        Rule(
            id="reaction.watch.toxic",
            when=when(Sign.TOXIC),
            then=Verdict.CAUTION,
            because=(
                "strong weakness, confusion, fainting, a slow pulse or trouble breathing: stop taking "
                "it, and get medical help right away"
            ),
            cites=(_TOXIC, _RED_FLAGS),
        ),
        Rule(
            id="reaction.watch.flushing-with-nausea",
            when=when(Sign.FLUSHING_WITH_NAUSEA),
            then=Verdict.CAUTION,
            because=(
                "a red, hot face while you feel sick, or being more sleepy than usual: stop taking it, "
                "and get medical help right away"
            ),
            cites=(
                _TOXIC,
                Citation(
                    source=CONVENTION,
                    place="reading of red flags",
                    claim=(
                        "Flushing alone may be a mast cell reaction. With nausea, it counts as a sign of too "
                        "much magnesium."
                    ),
                ),
            ),
        ),
        Rule(
            id="reaction.watch.too-much-at-once",
            when=when(Sign.TOO_MUCH_AT_ONCE),
            then=Verdict.CAUTION,
            because=(
                "you took much more than planned: call your emergency number or a poison centre, even if "
                "you feel nothing"
            ),
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of acute overdose",
                    claim=(
                        "Acute poisoning is a case for the emergency service and a poison centre, not for this library."
                    ),
                ),
            ),
        ),
    ),
)
