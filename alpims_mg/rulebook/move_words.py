"""The tables of the words in which a day of a course is said to a person."""

from typing import Final

from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when

_FIRST: Final = Citation(
    source=CONVENTION,
    place="words of a day",
    claim="The move comes first, in plain words, and then the next action in one sentence.",
)
_NO_MORE: Final = Citation(
    source=CONVENTION,
    place="words of an amount",
    claim="Whoever has taken the amount of the day reads that first, and never an amount to take.",
)

MOVE_WORDS: Final[Table[Move, AnswerWords]] = Table(
    name="course",
    title="The words of each move",
    key=Move,
    rules=(
        Rule(
            id="course.words.urgent-care",
            when=when(Move.URGENT_CARE),
            then=AnswerWords(headline="stop taking it, and get medical help right away", cell="Stop and get help"),
            because="what is urgent is said first",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.stop-and-consult",
            when=when(Move.STOP_AND_CONSULT),
            then=AnswerWords(headline="stop taking it, and talk to a clinician", cell="Stop and ask"),
            because="a stop comes with the person to ask",
            cites=(_FIRST, guide.WATCH_MCAS_REACTIONS),
        ),
        Rule(
            id="course.words.not-started",
            when=when(Move.NOT_STARTED),
            then=AnswerWords(headline="do not start yet", cell="Not yet"),
            because="a start is asked about on its own day",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.ended",
            when=when(Move.ENDED),
            then=AnswerWords(headline="this course has ended", cell="Ended"),
            because="a course that has ended does not go on",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.restart",
            when=when(Move.RESTART),
            then=AnswerWords(headline="start again[ on step {step}]", cell="Start again"),
            because="the step says how much it is",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.start",
            when=when(Move.START),
            then=AnswerWords(headline="start[ on step {step}]", cell="Start"),
            because="the step says how much it is",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.pause",
            when=when(Move.PAUSE),
            then=AnswerWords(headline="pause, and wait for calm days", cell="Pause"),
            because="a pause ends after calm days",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.step-back",
            when=when(Move.STEP_BACK),
            then=AnswerWords(headline="go back[ to step {step}]", cell="Go back"),
            because="the step says how much it is",
            cites=(_FIRST, guide.AS_TOLERATED),
        ),
        Rule(
            id="course.words.not-permitted",
            when=when(Move.NOT_PERMITTED),
            then=AnswerWords(headline="wait[ on step {step}]", cell="Wait"),
            because="the step stays, and none is taken until we can say yes",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.resume",
            when=when(Move.RESUME),
            then=AnswerWords(headline="go on again[ on step {step}]", cell="Go on again"),
            because="the step says how much it is",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.advance",
            when=when(Move.ADVANCE),
            then=AnswerWords(headline="go up[ to step {step}]", cell="Go up"),
            because="the step says how much it is",
            cites=(_FIRST, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.words.maintenance",
            when=when(Move.MAINTENANCE),
            then=AnswerWords(headline="stay[ on step {step}], the last one", cell="Stay"),
            because="the course goes no higher",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.words.stay",
            when=when(Move.STAY),
            then=AnswerWords(headline="stay[ on step {step}]", cell="Stay"),
            because="the step says how much it is",
            cites=(_FIRST,),
        ),
    ),
)


class DayAmount(Word):
    """The key of the table of the words of an amount: what a day allows, and what was taken of it."""

    AFTER_CHECK_IN = "after-check-in"
    """Today has no check-in yet, and one in Green without a reaction would allow some."""
    NOTHING = "nothing"
    SOME = "some"
    PARTLY_TAKEN = "partly-taken"
    TAKEN = "taken"
    TOO_MUCH = "too-much"
    """More was taken than the day allows."""


_MOVE: Final = "{move}"

AMOUNT_WORDS: Final[Table[DayAmount, AnswerWords]] = Table(
    name="course",
    title="The words of a day, by what it allows and what was taken",
    key=DayAmount,
    rules=(
        Rule(
            id="course.amount-words.after-check-in",
            when=when(DayAmount.AFTER_CHECK_IN),
            then=AnswerWords(
                headline="no check-in yet",
                cell="Tell us about today",
                action="Tell us today's zone and your reactions.",
                then="On a Green day with no reactions, take {doses}.",
            ),
            because="without a check-in nothing is allowed, so the check-in comes next",
            cites=(_FIRST, guide.CAPSULES_BEST_STARTED_IN_GREEN),
        ),
        Rule(
            id="course.amount-words.nothing",
            when=when(DayAmount.NOTHING),
            then=AnswerWords(headline=_MOVE, cell=_MOVE, action="Take none for now."),
            because="a day that allows nothing says so",
            cites=(_FIRST,),
        ),
        Rule(
            id="course.amount-words.some",
            when=when(DayAmount.SOME),
            then=AnswerWords(headline=_MOVE, cell=_MOVE, action="You may take {doses}."),
            because="the whole amount of the day is named",
            cites=(_FIRST, guide.AS_TOLERATED),
        ),
        Rule(
            id="course.amount-words.partly-taken",
            when=when(DayAmount.PARTLY_TAKEN),
            then=AnswerWords(
                headline=_MOVE,
                cell=_MOVE,
                action="You have taken {taken} mg.",
                then="The whole amount of today is {amount} mg.",
            ),
            because="what was taken counts, so that nobody takes the whole amount on top of it",
            cites=(_FIRST, _NO_MORE),
        ),
        Rule(
            id="course.amount-words.taken",
            when=when(DayAmount.TAKEN),
            then=AnswerWords(
                headline=_MOVE,
                cell=_MOVE,
                action="You have taken all of today's {amount} mg.",
                then="Take no more today.",
            ),
            because="the amount of a day is taken once",
            cites=(_NO_MORE,),
        ),
        Rule(
            id="course.amount-words.too-much",
            when=when(DayAmount.TOO_MUCH),
            then=AnswerWords(headline=_MOVE, cell="Take no more today", action="Take no more today."),
            because="nothing is added to too much",
            cites=(_NO_MORE, guide.START_LOW_GO_SLOW_CAUTION),
        ),
    ),
)
