"""Tables of when to ask a clinician first, of the facts that a decision needs, and of texts such as the disclaimer."""

from typing import Final, NamedTuple, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import FactList, Intent, KidneyFunction, Route, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, every, when


@final
class ConsultKey(NamedTuple):
    """The key of the table of consults: the route and the intent."""

    route: Route
    intent: Intent


CONSULTS: Final[Table[ConsultKey, Verdict]] = Table(
    name="consult",
    title="Ask a clinician first",
    key=ConsultKey,
    rules=(
        Rule(
            id="consult.start",
            when=when(route=Route.CAPSULE, intent=Intent.START),
            then=Verdict.CONSULT,
            because="talk to a clinician before your first capsule",
            cites=(guide.CONSULT_BEFORE_START, guide.WORK_WITH_PRACTITIONER),
        ),
        Rule(
            id="consult.adjust",
            when=when(route=Route.CAPSULE, intent=Intent.INCREASE),
            then=Verdict.CONSULT,
            because="talk to a clinician before you change your dose",
            cites=(guide.CONSULT_BEFORE_ADJUSTING, guide.WORK_WITH_PRACTITIONER),
        ),
        Rule(
            id="consult.maintain",
            when=when(route=Route.CAPSULE, intent=Intent.MAINTAIN),
            then=Verdict.PERMIT,
            because="you keep the same dose, so this is neither a first capsule nor a change",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of when to ask a clinician",
                    claim="The guide asks for a clinician before a start and before a change of dose. To go on "
                    "unchanged is neither.",
                ),
            ),
        ),
        Rule(
            id="consult.lower",
            when=when(route=Route.CAPSULE, intent=Intent.LOWER),
            then=Verdict.CAUTION,
            because="the guide asks you to talk to a clinician before you change your dose. You need not wait for that "
            "to take less. Tell them at the next chance",
            cites=(
                guide.CONSULT_BEFORE_ADJUSTING,
                Citation(
                    source=CONVENTION,
                    place="reading of lowering",
                    claim="To take less is refused to nobody. A clinician who knows of it can look into the reason.",
                ),
            ),
        ),
        Rule(
            id="consult.topical",
            when=when(route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because="the guide's advice to ask a clinician before a start or a change is about capsules",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of when to ask a clinician",
                    claim="The disclaimer is about capsules. The zone rules say when topical use needs a clinician.",
                ),
            ),
        ),
    ),
)


class Fact(Word):
    """The key of the table of fact names: a fact about the person or the proposal.

    The value of a member is the path of the field that holds the fact.
    """

    ZONE = "situation.zone"
    AGE = "situation.age_years"
    KIDNEY = "situation.kidney"
    CONDITIONS = "situation.conditions"
    MEDICINES = "situation.medicines"
    OTHER_MAGNESIUM = "situation.other_magnesium_mg"
    PRESENT_AMOUNT = "proposal.current_daily_mg"


FACT_WORDS: Final[Table[Fact, str]] = Table(
    name="consult",
    title="Names of the facts",
    key=Fact,
    rules=tuple(
        Rule(
            id=f"consult.word.{fact.value.rpartition('.')[2].replace('_', '-')}",
            when=when(fact),
            then=words,
            because="the fact is asked for in these words",
            cites=(Citation(source=CONVENTION, place="names of facts", claim="Facts have everyday names."),),
        )
        for fact, words in (
            (Fact.ZONE, "today's zone"),
            (Fact.AGE, "age"),
            (Fact.KIDNEY, "kidney function"),
            (Fact.CONDITIONS, "conditions"),
            (Fact.MEDICINES, "medicines"),
            (Fact.OTHER_MAGNESIUM, "the magnesium from other supplements (0 if none)"),
            (Fact.PRESENT_AMOUNT, "the current daily amount"),
        )
    ),
)


REST_WORDS: Final[Table[FactList, str]] = Table(
    name="consult",
    title="Names of what is missing of a list of which a part is stated",
    key=FactList,
    rules=tuple(
        Rule(
            id=f"consult.word.rest-of-{one}",
            when=when(one),
            then=words,
            because="the rest of the list is asked for in these words",
            cites=(Citation(source=CONVENTION, place="names of facts", claim="Facts have everyday names."),),
        )
        for one, words in ((FactList.CONDITIONS, "all other conditions"), (FactList.MEDICINES, "all other medicines"))
    ),
)


class Need(Word):
    """The answer of a row in the table of facts: what happens if the fact is not stated."""

    NEEDED = "needed"
    """There is no decision without the fact."""
    LISTED = "listed"
    """The decision goes on, and lists the fact as not checked."""
    UNUSED = "unused"
    """The answer does not use the fact."""


@final
class FactKey(NamedTuple):
    """The key of the table of facts: one fact, the route and the intent."""

    fact: Fact
    route: Route
    intent: Intent


_FACTS_NEEDED: Final = Citation(
    source=CONVENTION,
    place="facts that must be known",
    claim="We decide on a capsule only if zone, age, kidney function, conditions, medicines and other magnesium are "
    "stated. Unknown is never permission.",
)

_LOWERED: Final = Citation(
    source=CONVENTION,
    place="reading of lowering",
    claim="To take less needs no fact but the present amount, and to take none needs no fact at all.",
)
_NOT_LOWER: Final = every(Intent, but={Intent.LOWER})

FACTS: Final[Table[FactKey, Need]] = Table(
    name="consult",
    title="Facts that a decision needs",
    key=FactKey,
    rules=(
        Rule(
            id="consult.fact.zone",
            when=when(fact=Fact.ZONE, intent=_NOT_LOWER),
            then=Need.NEEDED,
            because="every answer depends on today's zone",
            cites=(guide.BOTH_ROUTES_BY_ZONE, _FACTS_NEEDED),
        ),
        Rule(
            id="consult.fact.capsule",
            when=when(
                fact={Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES, Fact.OTHER_MAGNESIUM},
                route=Route.CAPSULE,
                intent=_NOT_LOWER,
            ),
            then=Need.NEEDED,
            because="some values of this fact would rule out a capsule",
            cites=(guide.MAY_INTERACT, _FACTS_NEEDED),
        ),
        Rule(
            id="consult.fact.topical",
            when=when(
                fact={Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES},
                route=Route.TOPICAL,
                intent=_NOT_LOWER,
            ),
            then=Need.LISTED,
            because="magnesium on the skin counts as 0 mg, so we list a missing fact but do not ask for it",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of topical use",
                    claim="For topical magnesium, facts that are not stated are listed as not checked.",
                ),
            ),
        ),
        Rule(
            id="consult.fact.present-amount",
            when=when(
                fact=Fact.PRESENT_AMOUNT,
                route=Route.CAPSULE,
                intent={Intent.MAINTAIN, Intent.INCREASE},
            ),
            then=Need.NEEDED,
            because="the next amount is worked out from the amount you take now",
            cites=(guide.TITRATE_SLOWLY, _FACTS_NEEDED),
        ),
        Rule(
            id="consult.fact.no-present-amount",
            when=when(fact=Fact.PRESENT_AMOUNT, route=Route.CAPSULE, intent=Intent.START),
            then=Need.UNUSED,
            because="a start begins from zero",
            cites=(_FACTS_NEEDED,),
        ),
        Rule(
            id="consult.fact.lower-from",
            when=when(fact=Fact.PRESENT_AMOUNT, route=Route.CAPSULE, intent=Intent.LOWER),
            then=Need.NEEDED,
            because="less is worked out from the amount you take now. To take none, you need not state it",
            cites=(_LOWERED,),
        ),
        Rule(
            id="consult.fact.lower",
            when=when(
                fact={Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES, Fact.OTHER_MAGNESIUM},
                route=Route.CAPSULE,
                intent=Intent.LOWER,
            ),
            then=Need.LISTED,
            because="you may take less whatever this fact is, so we list it but do not ask for it",
            cites=(_LOWERED,),
        ),
        Rule(
            id="consult.fact.lower.zone",
            when=when(fact=Fact.ZONE, intent=Intent.LOWER),
            then=Need.UNUSED,
            because="you may take less on a day in any zone",
            cites=(_LOWERED,),
        ),
        Rule(
            id="consult.fact.lower.topical",
            when=when(
                fact={Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES},
                route=Route.TOPICAL,
                intent=Intent.LOWER,
            ),
            then=Need.UNUSED,
            because="you may use less magnesium on the skin whatever this fact is",
            cites=(_LOWERED,),
        ),
        Rule(
            id="consult.fact.topical-amount",
            when=when(fact={Fact.PRESENT_AMOUNT, Fact.OTHER_MAGNESIUM}, route=Route.TOPICAL),
            then=Need.UNUSED,
            because="magnesium on the skin is not counted in milligrams",
            cites=(guide.TOPICAL_DOSING_PRECISION,),
        ),
    ),
)


@final
@attrs.frozen(kw_only=True)
class Mildest:
    """The answer of the only row in the table of suppositions: the mildest value of each fact that has one.

    ``other_magnesium`` is the magnesium a day from other supplements. These values replace facts that are not stated.
    If the answer is a refusal even then, the facts are not needed.
    """

    zone: Zone
    age_years: int
    kidney: KidneyFunction
    other_magnesium: Elemental


class Supposition(Word):
    """The key of the table of values to suppose for facts that are not stated. It has one row, with ``Mildest``."""

    MILDEST = "mildest"


SUPPOSITIONS: Final[Table[Supposition, Mildest]] = Table(
    name="consult",
    title="Values supposed for missing facts, only to see whether every answer would be no",
    key=Supposition,
    rules=(
        Rule(
            id="consult.suppose.mildest",
            when=when(Supposition.MILDEST),
            then=Mildest(zone=Zone.GREEN, age_years=30, kidney=KidneyFunction.NORMAL, other_magnesium=Elemental.mg(0)),
            because="if the answer is no even with the mildest values, no other values can make it yes",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of missing facts",
                    claim="Nothing is milder than Green, normal kidneys, 30 years of age, no conditions, no "
                    "medicines and no other magnesium.",
                ),
            ),
        ),
    ),
)


class Gap(Word):
    """The key of the table of gaps: a reason why something is not checked."""

    NOT_STATED = "not-stated"
    PARTLY_STATED = "partly-stated"
    """Only a part of a list is stated."""
    NOT_USED = "not-used"
    """The fact is stated, but this answer does not depend on it."""
    PART_OF_NAME = "part-of-name"
    """The medicine is recognised, but a part of its name is unknown."""
    LIKELY_NAME = "likely-name"
    """A word in the name of a medicine is unknown, and is spelled almost like a name that is known."""
    INGREDIENT = "ingredient"
    """The ingredient on the label contains no word that the library knows."""
    CONDITION_WITHOUT_ROW = "condition-without-row"
    """The person may have a condition that no row of the rulebook names. Every answer says so."""
    NOT_READ = "not-read"
    """What a cell of a register holds cannot be read, and the answer does not need it."""
    REGISTER_WORD = "register-word"
    """A word in a register that cannot be read."""
    REGISTER_NAME = "register-name"
    """A word in a register that counts, but names no condition or medicine that is known here."""


_LISTED: Final = Citation(
    source=CONVENTION, place="what is not checked", claim="Every answer lists what it does not rest on."
)

GAPS: Final[Table[Gap, str]] = Table(
    name="consult",
    title="Why something is not checked",
    key=Gap,
    rules=(
        Rule(
            id="consult.gap.not-stated",
            when=when(Gap.NOT_STATED),
            then="{fact}: not stated",
            because="the fact was not stated",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.partly-stated",
            when=when(Gap.PARTLY_STATED),
            then="{fact}: only a part is stated, and the rest is not checked",
            because="what is stated counts, and it does not say that there is nothing else",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.not-used",
            when=when(Gap.NOT_USED),
            then="{fact}: stated, but this answer does not depend on it",
            because="the fact has no part in this answer",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.part-of-name",
            when=when(Gap.PART_OF_NAME),
            then="a part of the name is not known here: {words}",
            because="the part may be another medicine",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.likely-name",
            when=when(Gap.LIKELY_NAME),
            then="is this {likely}? Check the spelling, and state the right name. Until then, it counts as unknown",
            because="a name that is spelled almost the same can be another medicine, so a person must confirm it",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.ingredient",
            when=when(Gap.INGREDIENT),
            then="{ingredient}: not a word that we know",
            because="the ingredient may be an additive under another name",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.condition-without-row",
            when=when(Gap.CONDITION_WITHOUT_ROW),
            then="conditions that these rules have no row for",
            because="a condition that we do not know may rule magnesium out",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.not-read",
            when=when(Gap.NOT_READ),
            then="what stands in this cell cannot be read, so it counts as not stated",
            because="to take less needs no fact but the present amount, so nobody is asked for this one",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.register-word",
            when=when(Gap.REGISTER_WORD),
            then='the register says "{word}" in {column}. We read {expected}',
            because="what stands in a cell and cannot be read is not the same as an empty cell",
            cites=(_LISTED,),
        ),
        Rule(
            id="consult.gap.register-name",
            when=when(Gap.REGISTER_NAME),
            then='the register says "{word}" in {column}. We do not know this name, so a clinician must look at it',
            because="an unknown name can be any condition or any medicine",
            cites=(_LISTED,),
        ),
    ),
)


class Notice(Word):
    """The key of the table of notices: a text that is shown with every answer."""

    DISCLAIMER = "disclaimer"


NOTICES: Final[Table[Notice, str]] = Table(
    name="consult",
    title="Shown with every answer",
    key=Notice,
    rules=(
        Rule(
            id="consult.disclaimer",
            when=when(every(Notice)),
            then="For learning and support only. This is not a diagnosis, does not replace a clinician's "
            "advice, and does not claim that magnesium works. Supplements can affect medicines and health "
            "conditions, and can cause harm. Go over this answer with a clinician who knows you.",
            because="the guide starts with a disclaimer, and the library shows one with every answer",
            cites=(guide.NOT_MEDICAL_ADVICE, guide.MAY_INTERACT, guide.WORK_WITH_PRACTITIONER),
        ),
    ),
)
