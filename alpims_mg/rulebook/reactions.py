"""What the body may answer, and which signs mean what."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Reaction, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CKJ_2012, CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class Response(Word):
    """What a reaction asks for."""

    GO_ON = "go-on"
    STEP_BACK = "step-back"
    STOP_AND_CONSULT = "stop-and-consult"
    URGENT_CARE = "urgent-care"


_TOXIC: Final = Citation(
    source=CKJ_2012,
    place="table 7",
    claim="Rising magnesium in the blood goes from a slow pulse, flushing and low pressure to weakness, heart block "
    "and failing breath.",
)
_RED_FLAGS: Final = Citation(
    source=CONVENTION,
    place="reading of red flags",
    claim="Confusion is counted with them, and all of them call for urgent care.",
)
_STEP_BACK: Final = Citation(
    source=CONVENTION,
    place="reading of a reaction",
    claim="After a reaction of the gut the dose goes back one rung.",
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
            because="nothing was felt",
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
    """Reactions that mean more together than each by itself."""

    FLUSHING_WITH_NAUSEA = "flushing-with-nausea"


@final
@attrs.frozen(kw_only=True)
class JointResponse:
    """Reactions reported on one day, and what they ask for together."""

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
            because="a flushed face together with nausea may be a sign of too much magnesium in the blood",
            cites=(
                Citation(
                    source=CKJ_2012, place="table 7", claim="Flushing and nausea are among the first signs of too much."
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of red flags",
                    claim="Flushing alone may be a mast cell reaction; with nausea it counts as a sign of too much.",
                ),
            ),
        ),
    ),
)


class Sign(Word):
    """What to watch for while taking capsules."""

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
            because="loose stools, bloating, nausea or cramps: go back to the last amount that was tolerated",
            cites=(guide.CAPSULE_GUT_TOLERANCE, _STEP_BACK),
        ),
        Rule(
            id="reaction.watch.mcas",
            when=when(Sign.MCAS),
            then=Verdict.CAUTION,
            because="itching or flushing, with or without bloating: stop and ask a clinician",
            cites=(guide.WATCH_MCAS_REACTIONS,),
        ),
        Rule(
            id="reaction.watch.toxic",
            when=when(Sign.TOXIC),
            then=Verdict.CAUTION,
            because="marked weakness, confusion, fainting, slow pulse, trouble breathing: stop, and get urgent care",
            cites=(_TOXIC, _RED_FLAGS),
        ),
        Rule(
            id="reaction.watch.flushing-with-nausea",
            when=when(Sign.FLUSHING_WITH_NAUSEA),
            then=Verdict.CAUTION,
            because="a flushed face together with nausea, or drowsiness that is not usual: stop, and get urgent care",
            cites=(
                _TOXIC,
                Citation(
                    source=CONVENTION,
                    place="reading of red flags",
                    claim="Flushing alone may be a mast cell reaction; with nausea it counts as a sign of too much.",
                ),
            ),
        ),
        Rule(
            id="reaction.watch.too-much-at-once",
            when=when(Sign.TOO_MUCH_AT_ONCE),
            then=Verdict.CAUTION,
            because="far more taken than planned: call the emergency service or a poison centre, sign or no sign",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of acute overdose",
                    claim="Acute poisoning is for the emergency service and the poison centre, not for this library.",
                ),
            ),
        ),
    ),
)
