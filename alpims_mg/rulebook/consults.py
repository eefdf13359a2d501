"""What the guide asks a clinician about, which facts a decision needs, and the disclaimer."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Intent, KidneyFunction, Route, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, every, when


@final
@attrs.frozen(kw_only=True, repr=False)
class ConsultKey:
    """How the magnesium is taken, and what is asked."""

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
            because="a first capsule is talked over with a clinician",
            cites=(guide.CONSULT_BEFORE_START, guide.WORK_WITH_PRACTITIONER),
        ),
        Rule(
            id="consult.adjust",
            when=when(route=Route.CAPSULE, intent=Intent.INCREASE),
            then=Verdict.CONSULT,
            because="a change of dose is talked over with a clinician",
            cites=(guide.CONSULT_BEFORE_ADJUSTING, guide.WORK_WITH_PRACTITIONER),
        ),
        Rule(
            id="consult.maintain",
            when=when(route=Route.CAPSULE, intent=Intent.MAINTAIN),
            then=Verdict.PERMIT,
            because="the same dose is neither a first one nor a change",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of when to consult",
                    claim="The guide names starting and adjusting; going on unchanged is neither.",
                ),
            ),
        ),
        Rule(
            id="consult.topical",
            when=when(route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because="starting and adjusting ask for a clinician where capsules are meant",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of when to consult",
                    claim="The disclaimer speaks of capsules; the zone's rows say when topical use asks for one.",
                ),
            ),
        ),
    ),
)


class Fact(Word):
    """Something about the person or the proposal; its value is its path."""

    ZONE = "situation.zone"
    AGE = "situation.age_years"
    KIDNEY = "situation.kidney"
    CONDITIONS = "situation.conditions"
    MEDICINES = "situation.medicines"
    PRESENT_AMOUNT = "proposal.current_daily_mg"


FACT_WORDS: Final[Table[Fact, str]] = Table(
    name="consult",
    title="What the facts are called",
    key=Fact,
    rules=tuple(
        Rule(
            id=f"consult.word.{fact.value.rpartition('.')[2].replace('_', '-')}",
            when=when(fact),
            then=words,
            because="a person is asked for it in these words",
            cites=(
                Citation(source=CONVENTION, place="words for facts", claim="Facts are called what people call them."),
            ),
        )
        for fact, words in (
            (Fact.ZONE, "today's zone"),
            (Fact.AGE, "age"),
            (Fact.KIDNEY, "kidney function"),
            (Fact.CONDITIONS, "conditions"),
            (Fact.MEDICINES, "medicines"),
            (Fact.PRESENT_AMOUNT, "the present daily amount"),
        )
    ),
)


class Need(Word):
    """What it means that a fact is not stated."""

    NEEDED = "needed"
    """No answer without it."""
    LISTED = "listed"
    """Listed among what was not checked."""
    UNUSED = "unused"
    """It has no part in the answer."""


@final
@attrs.frozen(kw_only=True, repr=False)
class FactKey:
    """A fact, how the magnesium is taken, and what is asked."""

    fact: Fact
    route: Route
    intent: Intent


_FACTS_NEEDED: Final = Citation(
    source=CONVENTION,
    place="reading of what must be known",
    claim="A capsule is decided on only when zone, age, kidney function, conditions and medicines are stated; "
    "unknown is never permission.",
)

FACTS: Final[Table[FactKey, Need]] = Table(
    name="consult",
    title="Facts that a decision needs",
    key=FactKey,
    rules=(
        Rule(
            id="consult.fact.zone",
            when=when(fact=Fact.ZONE),
            then=Need.NEEDED,
            because="every answer depends on today's zone",
            cites=(guide.BOTH_ROUTES_BY_ZONE, _FACTS_NEEDED),
        ),
        Rule(
            id="consult.fact.capsule",
            when=when(
                fact={Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES},
                route=Route.CAPSULE,
            ),
            then=Need.NEEDED,
            because="some value of it would withhold a capsule",
            cites=(guide.MAY_INTERACT, _FACTS_NEEDED),
        ),
        Rule(
            id="consult.fact.topical",
            when=when(
                fact={Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES},
                route=Route.TOPICAL,
            ),
            then=Need.LISTED,
            because="topical use counts as 0 mg, so what is not stated is listed and not asked for",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of topical use",
                    claim="Facts that are not stated are listed as not checked for topical magnesium.",
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
            because="the next amount is counted from the present one",
            cites=(guide.TITRATE_SLOWLY, _FACTS_NEEDED),
        ),
        Rule(
            id="consult.fact.no-present-amount",
            when=when(fact=Fact.PRESENT_AMOUNT, route=Route.CAPSULE, intent=Intent.START),
            then=Need.UNUSED,
            because="a start begins from nothing",
            cites=(_FACTS_NEEDED,),
        ),
        Rule(
            id="consult.fact.topical-amount",
            when=when(fact=Fact.PRESENT_AMOUNT, route=Route.TOPICAL),
            then=Need.UNUSED,
            because="topical magnesium is not counted in milligrams",
            cites=(guide.TOPICAL_DOSING_PRECISION,),
        ),
    ),
)


@final
@attrs.frozen(kw_only=True)
class Mildest:
    """The value of each fact that no other value is milder than, supposed where a fact is not stated."""

    zone: Zone
    age_years: int
    kidney: KidneyFunction


class Supposition(Word):
    """What is supposed of facts that are not stated."""

    MILDEST = "mildest"


SUPPOSITIONS: Final[Table[Supposition, Mildest]] = Table(
    name="consult",
    title="Supposed only to see whether every answer would be no",
    key=Supposition,
    rules=(
        Rule(
            id="consult.suppose.mildest",
            when=when(Supposition.MILDEST),
            then=Mildest(zone=Zone.GREEN, age_years=30, kidney=KidneyFunction.NORMAL),
            because="where even the mildest values lead to no, no value can lead to yes",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of the unknown",
                    claim="Green, normal kidneys, 30 years, no conditions and no medicines: nothing is milder.",
                ),
            ),
        ),
    ),
)


class Gap(Word):
    """Why something is not checked."""

    NOT_STATED = "not-stated"
    NOT_USED = "not-used"
    """Stated, but this answer does not depend on it."""
    PART_OF_NAME = "part-of-name"
    """A part of a medicine's name is unknown."""
    INGREDIENT = "ingredient"
    """No known word stands in the ingredient."""


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
            id="consult.gap.ingredient",
            when=when(Gap.INGREDIENT),
            then="{ingredient}: not a word that we know",
            because="the ingredient may be an additive under another name",
            cites=(_LISTED,),
        ),
    ),
)


class Notice(Word):
    """What every face shows, whatever the answer."""

    DISCLAIMER = "disclaimer"


NOTICES: Final[Table[Notice, str]] = Table(
    name="consult",
    title="Shown with every answer",
    key=Notice,
    rules=(
        Rule(
            id="consult.disclaimer",
            when=when(every(Notice)),
            then="For learning and support only. This is no diagnosis, does not replace a clinician's advice, and "
            "makes no claim that magnesium works. Supplements can act on medicines and conditions and can cause harm; "
            "go over this answer with someone who knows you.",
            because="the guide opens with it, and every face of the library shows it",
            cites=(guide.NOT_MEDICAL_ADVICE, guide.MAY_INTERACT, guide.WORK_WITH_PRACTITIONER),
        ),
    ),
)
