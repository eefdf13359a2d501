"""What the guide says magnesium does in each of the six domains: its claim, not evidence."""

from typing import Final

from alpims_mg._kit.tables import Rule, Table, when
from alpims_mg.rulebook import clauses as guide
from alpims_mg.vocabulary import Domain

_CLAIM: Final = "claimed by the guide; not taken for evidence"

DOMAINS: Final[Table[Domain, str]] = Table(
    name="domain",
    title="Benefits that the guide claims",
    key=Domain,
    rules=(
        Rule(
            id="domain.anxiety",
            when=when(Domain.ANXIETY),
            then="less overactive nerves, more calm when there is too much",
            because=_CLAIM,
            cites=(guide.DOMAIN_ANXIETY,),
        ),
        Rule(
            id="domain.laxity",
            when=when(Domain.LAXITY),
            then="better muscle tone and steadier joints, fewer twitches",
            because=_CLAIM,
            cites=(guide.DOMAIN_LAXITY,),
        ),
        Rule(
            id="domain.pain",
            when=when(Domain.PAIN),
            then="fewer cramps and spasms, less of the pain of fibromyalgia",
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
            then="serotonin that works better, steadier moods",
            because=_CLAIM,
            cites=(guide.DOMAIN_MOOD,),
        ),
        Rule(
            id="domain.sensory",
            when=when(Domain.SENSORY),
            then="senses that are easier to live with, less suffering from sounds",
            because=_CLAIM,
            cites=(guide.DOMAIN_SENSORY,),
        ),
    ),
)
