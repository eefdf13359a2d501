"""The table of the words in which each answer is said to a person."""

from typing import Final, NamedTuple, final

from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class AnswerKind(Word):
    """What an answer says to a person: a part of ``AnswerWordsKey``. The answer ``WITHHOLD`` has three kinds."""

    OFFER = "offer"
    CONSULT = "consult"
    NEEDS_INFORMATION = "needs-information"
    NOT_TODAY = "not-today"
    """Only today's zone rules it out, so the answer names the zone in which to ask again."""
    STAY = "stay"
    """A raise is ruled out, and the present amount may go on."""
    WITHHOLD = "withhold"
    """Something else than the zone rules it out."""


class Request(Word):
    """What the person asked for: a part of ``AnswerWordsKey``. To lower to nothing is to stop."""

    START = "start"
    KEEP = "keep"
    RAISE = "raise"
    LOWER = "lower"
    STOP = "stop"


@final
class AnswerWordsKey(NamedTuple):
    """The key of the table of words: what the answer says, and what the person asked for."""

    kind: AnswerKind
    request: Request


_FIRST: Final = Citation(
    source=CONVENTION,
    place="words of answers",
    claim="The answer comes first, in plain words, and then the next action in one sentence.",
)
_NOT_TODAY: Final = Citation(
    source=CONVENTION,
    place="words of answers",
    claim='"Not today" is said only if another zone alone would change the answer. People would try again tomorrow.',
)
_LESS: Final = Citation(
    source=CONVENTION, place="reading of lowering", claim="To take less, or none, is refused to nobody."
)

_TAKE: Final = "Take {doses}."

ANSWER_WORDS: Final[Table[AnswerWordsKey, AnswerWords]] = Table(
    name="answer",
    title="The words of each answer, by what was asked",
    key=AnswerWordsKey,
    rules=(
        Rule(
            id="answer.offer.start",
            when=when(kind=AnswerKind.OFFER, request=Request.START),
            then=AnswerWords(
                headline="You can start",
                cell="You can start",
                action=_TAKE,
                then="[Stay on that for {days} days. Then ask again.]",
            ),
            because="a yes names the first amount, and on which day to ask again",
            cites=(_FIRST, guide.START_PORTIONS),
        ),
        Rule(
            id="answer.offer.keep",
            when=when(kind=AnswerKind.OFFER, request=Request.KEEP),
            then=AnswerWords(headline="You can go on", cell="You can go on", action=_TAKE),
            because="a yes to the present amount names it",
            cites=(_FIRST, guide.AS_TOLERATED),
        ),
        Rule(
            id="answer.offer.raise",
            when=when(kind=AnswerKind.OFFER, request=Request.RAISE),
            then=AnswerWords(
                headline="You can take the next step",
                cell="Next step",
                action=_TAKE,
                then="[Stay on that for {days} days. Then ask again.]",
            ),
            because="a yes to a raise names the next amount, and on which day to ask again",
            cites=(_FIRST, guide.AS_TOLERATED),
        ),
        Rule(
            id="answer.offer.lower",
            when=when(kind=AnswerKind.OFFER, request=Request.LOWER),
            then=AnswerWords(headline="You can take less", cell="You can take less", action=_TAKE),
            because="a yes to less names the smaller amount",
            cites=(_FIRST, _LESS),
        ),
        Rule(
            id="answer.offer.stop",
            when=when(kind=AnswerKind.OFFER, request=Request.STOP),
            then=AnswerWords(
                headline="You can stop", cell="You can stop", action="Take none of this product from today."
            ),
            because="a yes to none says from when",
            cites=(_FIRST, _LESS),
        ),
        Rule(
            id="answer.consult",
            when=when(kind=AnswerKind.CONSULT),
            then=AnswerWords(headline="Ask a clinician first", cell="Ask first", action="Show them this draft."),
            because="a question for a clinician goes with the draft",
            cites=(_FIRST, guide.WORK_WITH_PRACTITIONER),
        ),
        Rule(
            id="answer.needs-information.start",
            when=when(kind=AnswerKind.NEEDS_INFORMATION, request=Request.START),
            then=AnswerWords(
                headline="We need to know more",
                cell="We need to know more",
                action="Answer {questions}.",
                then="Until then, do not start.",
            ),
            because="unknown is never permission, so the questions come next",
            cites=(_FIRST,),
        ),
        Rule(
            id="answer.needs-information.change",
            when=when(
                kind=AnswerKind.NEEDS_INFORMATION, request={Request.KEEP, Request.RAISE, Request.LOWER, Request.STOP}
            ),
            then=AnswerWords(
                headline="We need to know more",
                cell="We need to know more",
                action="Answer {questions}.",
                then="Until then, do not take more.",
            ),
            because="unknown is never permission, so the questions come next",
            cites=(_FIRST,),
        ),
        *(
            Rule(
                id=f"answer.not-today.{name}",
                when=when(kind=AnswerKind.NOT_TODAY, request=requests),
                then=AnswerWords(
                    headline="Not today",
                    cell="Not today",
                    action=f"Do not {verb} it in the {{zone}} zone.",
                    then="Ask again on a Green day.",
                ),
                because="only the zone is in the way, so the answer names the day on which to ask again",
                cites=(_FIRST, _NOT_TODAY, guide.CAPSULES_BEST_STARTED_IN_GREEN),
            )
            for name, verb, requests in (
                ("start", "start", frozenset({Request.START})),
                ("raise", "raise", frozenset({Request.RAISE})),
                ("otherwise", "take", frozenset({Request.KEEP, Request.LOWER, Request.STOP})),
            )
        ),
        Rule(
            id="answer.stay",
            when=when(kind=AnswerKind.STAY),
            then=AnswerWords(
                headline="Stay at your present amount", cell="Stay as you are", action="Do not take more for now."
            ),
            because="the present amount may go on",
            cites=(_FIRST, guide.AS_TOLERATED),
        ),
        Rule(
            id="answer.withhold.start",
            when=when(kind=AnswerKind.WITHHOLD, request=Request.START),
            then=AnswerWords(headline="Do not start this", cell="Do not start"),
            because="what rules it out does not pass with a better day",
            cites=(_FIRST, _NOT_TODAY),
        ),
        Rule(
            id="answer.withhold.keep",
            when=when(kind=AnswerKind.WITHHOLD, request=Request.KEEP),
            then=AnswerWords(headline="Do not go on for now", cell="Do not go on"),
            because="what rules it out does not pass with a better day",
            cites=(_FIRST, _NOT_TODAY),
        ),
        Rule(
            id="answer.withhold.raise",
            when=when(kind=AnswerKind.WITHHOLD, request=Request.RAISE),
            then=AnswerWords(headline="Do not raise it", cell="Do not raise it"),
            because="what rules it out does not pass with a better day",
            cites=(_FIRST, _NOT_TODAY),
        ),
        Rule(
            id="answer.withhold.less",
            when=when(kind=AnswerKind.WITHHOLD, request={Request.LOWER, Request.STOP}),
            then=AnswerWords(headline="Ask a clinician how to take less", cell="Ask how to take less"),
            because="nobody has to go on with more than they want",
            cites=(_FIRST, _LESS),
        ),
    ),
)
