"""Tables about the six domains of health: the benefits that the guide claims, and the aims that belong to each domain.

A claim of the guide is not evidence.
"""

from typing import Final

from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Aim, Domain
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when

_CLAIM: Final = "the guide claims this. We do not count it as evidence"

DOMAINS: Final[Table[Domain, str]] = Table(
    name="domain",
    title="Benefits that the guide claims",
    key=Domain,
    rules=(
        Rule(
            id="domain.anxiety",
            when=when(Domain.ANXIETY),
            then="a less overactive nervous system, more calm when everything is too much",
            because=_CLAIM,
            cites=(guide.DOMAIN_ANXIETY,),
        ),
        Rule(
            id="domain.laxity",
            when=when(Domain.LAXITY),
            then="better muscle tone, steadier joints, fewer twitches",
            because=_CLAIM,
            cites=(guide.DOMAIN_LAXITY,),
        ),
        Rule(
            id="domain.pain",
            when=when(Domain.PAIN),
            then="fewer cramps and spasms, less fibromyalgia pain",
            because=_CLAIM,
            cites=(guide.DOMAIN_PAIN,),
        ),
        Rule(
            id="domain.immune",
            when=when(Domain.IMMUNE),
            then="calmer mast cells, fewer signs of inflammation",
            because=_CLAIM,
            cites=(guide.DOMAIN_IMMUNE,),
        ),
        Rule(
            id="domain.mood",
            when=when(Domain.MOOD),
            then="better working serotonin, steadier moods",
            because=_CLAIM,
            cites=(guide.DOMAIN_MOOD,),
        ),
        Rule(
            id="domain.sensory",
            when=when(Domain.SENSORY),
            then="senses that are easier to live with, less distress from sounds",
            because=_CLAIM,
            cites=(guide.DOMAIN_SENSORY,),
        ),
    ),
)

_AIMS: Final = Citation(
    source=CONVENTION,
    place="reading of the domains",
    claim="A domain named without an aim stands for the aims closest to what the guide says about it.",
)

DOMAIN_AIMS: Final[Table[Domain, tuple[Aim, ...]]] = Table(
    name="domain",
    title="Aims that a domain stands for",
    key=Domain,
    rules=(
        Rule(
            id="domain.aims.anxiety",
            when=when(Domain.ANXIETY),
            then=(Aim.ANXIETY, Aim.SLEEP, Aim.CALM),
            because="we read this domain as the aims that come closest: less anxiety, better sleep and calm",
            cites=(guide.DOMAIN_ANXIETY, _AIMS),
        ),
        Rule(
            id="domain.aims.laxity",
            when=when(Domain.LAXITY),
            then=(Aim.MUSCLE_CRAMPS,),
            because="of the signs that the guide names, twitching muscles come closest to an aim",
            cites=(guide.DOMAIN_LAXITY, _AIMS),
        ),
        Rule(
            id="domain.aims.pain",
            when=when(Domain.PAIN),
            then=(Aim.FIBROMYALGIA, Aim.LOCAL_PAIN, Aim.MUSCLE_CRAMPS),
            because="the guide names cramps, spasms and fibromyalgia",
            cites=(guide.DOMAIN_PAIN, _AIMS),
        ),
        Rule(
            id="domain.aims.immune",
            when=when(Domain.IMMUNE),
            then=(Aim.IMMUNE_SUPPORT,),
            because="the domain and the aim mean the same",
            cites=(guide.DOMAIN_IMMUNE, _AIMS),
        ),
        Rule(
            id="domain.aims.mood",
            when=when(Domain.MOOD),
            then=(Aim.MOOD,),
            because="the domain and the aim mean the same",
            cites=(guide.DOMAIN_MOOD, _AIMS),
        ),
        Rule(
            id="domain.aims.sensory",
            when=when(Domain.SENSORY),
            then=(Aim.CALM,),
            because="we read this domain as the aim that comes closest: calm",
            cites=(guide.DOMAIN_SENSORY, _AIMS),
        ),
    ),
)
