"""Tables about magnesium in the blood: its usual range, and the signs above the range. No answer uses the tables.

To assess a person whose level is above the range, state the condition ``hypermagnesaemia``. The reader of FHIR records
states it for a level above the range.
"""

from typing import Final, final

import attrs

from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook.sources import CKJ_2012, CONVENTION, IOM_1997
from alpims_mg.rules.tables import Rule, Table, when


class SerumNumber(Word):
    """The key of the table of serum numbers: an end of the usual range, or the factor from mg/dL to mmol/L."""

    LOWEST_MMOL = "lowest-mmol-per-l"
    HIGHEST_MMOL = "highest-mmol-per-l"
    LOWEST_MG = "lowest-mg-per-dl"
    HIGHEST_MG = "highest-mg-per-dl"
    MMOL_OF_ONE_MG = "mmol-per-l-of-1-mg-per-dl"


_RANGE: Final = Citation(
    source=IOM_1997,
    place="serum magnesium",
    claim="The usual range is 0.75 to 0.95 mmol/L, which is 1.8 to 2.3 mg/dL.",
    certainty=Certainty.QUOTED,
)
_NO_MORE: Final = Citation(
    source=CONVENTION,
    place="reading of too much magnesium",
    claim="Above the usual range, no more is given.",
)
_CONVERSION: Final = Citation(
    source=IOM_1997,
    place="units of serum magnesium",
    claim="1 mg/dL is 0.4114 mmol/L.",
    certainty=Certainty.QUOTED,
)

SERUM_NUMBERS: Final[Table[SerumNumber, str]] = Table(
    name="serum",
    title="The usual range of magnesium in the blood, and its units",
    key=SerumNumber,
    rules=(
        Rule(
            id="serum.lowest.mmol",
            when=when(SerumNumber.LOWEST_MMOL),
            then="0.75",
            because="lower end of the usual range, in mmol/L",
            cites=(_RANGE,),
        ),
        Rule(
            id="serum.highest.mmol",
            when=when(SerumNumber.HIGHEST_MMOL),
            then="0.95",
            because="upper end of the usual range, in mmol/L. Above it, no more is given",
            cites=(_RANGE, _NO_MORE),
        ),
        Rule(
            id="serum.lowest.mg",
            when=when(SerumNumber.LOWEST_MG),
            then="1.8",
            because="lower end of the usual range, in mg/dL",
            cites=(_RANGE,),
        ),
        Rule(
            id="serum.highest.mg",
            when=when(SerumNumber.HIGHEST_MG),
            then="2.3",
            because="upper end of the usual range, in mg/dL. Above it, no more is given",
            cites=(_RANGE, _NO_MORE),
        ),
        Rule(
            id="serum.conversion",
            when=when(SerumNumber.MMOL_OF_ONE_MG),
            then="0.4114",
            because="mmol/L in 1 mg/dL",
            cites=(_CONVERSION,),
        ),
    ),
)


class SerumBand(Word):
    """The key of the table of serum signs: a band of blood levels, named after its signs.

    The bands overlap, as they do in the source.
    """

    ILEUS = "ileus"
    REFLEXES_DOWN = "reflexes-down"
    REFLEXES_LOST = "reflexes-lost"
    HEART_BLOCK = "heart-block"
    ARREST = "arrest"


@final
@attrs.frozen(kw_only=True)
class SerumSigns:
    """The answer of a row in the table of serum signs: a band of blood levels, and the signs in that band.

    ``lowest`` and ``highest`` are exact decimals in mmol/L. ``highest`` is None if the band has no upper end.
    """

    lowest: str
    highest: str | None
    signs: str


_LADDER: Final = Citation(
    source=CKJ_2012, place="table 7", claim="Signs are listed by the level of magnesium in the blood."
)
_TOO_MUCH: Final = "too much magnesium in the blood"

SERUM_SIGNS: Final[Table[SerumBand, SerumSigns]] = Table(
    name="serum",
    title="Signs of too much magnesium in the blood, by its level in mmol/L",
    key=SerumBand,
    rules=(
        Rule(
            id="serum.signs.ileus",
            when=when(SerumBand.ILEUS),
            then=SerumSigns(
                lowest="2.1", highest="2.4", signs="a gut that has stopped moving, a slow heartbeat (case reports)"
            ),
            because=_TOO_MUCH,
            cites=(_LADDER,),
        ),
        Rule(
            id="serum.signs.reflexes-down",
            when=when(SerumBand.REFLEXES_DOWN),
            then=SerumSigns(lowest="2.5", highest="4.0", signs="weaker reflexes, flushing, low blood pressure"),
            because=_TOO_MUCH,
            cites=(_LADDER,),
        ),
        Rule(
            id="serum.signs.reflexes-lost",
            when=when(SerumBand.REFLEXES_LOST),
            then=SerumSigns(lowest="3.7", highest="4.9", signs="no reflexes, weak muscles"),
            because=_TOO_MUCH,
            cites=(_LADDER,),
        ),
        Rule(
            id="serum.signs.heart-block",
            when=when(SerumBand.HEART_BLOCK),
            then=SerumSigns(lowest="5", highest="7", signs="heart block, breathing stops"),
            because=_TOO_MUCH,
            cites=(_LADDER,),
        ),
        Rule(
            id="serum.signs.arrest",
            when=when(SerumBand.ARREST),
            then=SerumSigns(lowest="8.9", highest=None, signs="coma, the heart stops"),
            because=f"{_TOO_MUCH}, above this level",
            cites=(_LADDER,),
        ),
    ),
)
