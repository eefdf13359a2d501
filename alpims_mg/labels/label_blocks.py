"""The parts of the page of a label: what one capsule holds, what to avoid, and what was not read."""

from collections.abc import Iterable, Iterator
from typing import Final

from alpims_mg._internal.messages import Message, as_it_is, each_and, joined, say, spaced_word, word
from alpims_mg._internal.rendering import Block, Details, Foot, Grid, Listing, Marked, Section, Tone, sentence
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.lines import NamedSalt
from alpims_mg.labels.servings import Serving
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Additive, DosageForm, Intent, Tolerance
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.labels.additives import AdditiveKey, Screened

_NOT_PROVEN_ABSENT: Final = say("view.label", '"Not named" does not prove that it is absent.')
_NO_GAP: Final = say("view.label", "We found no part that we could not read.")
_FOOT: Final = say("view.label", "For learning only. Check it against the bottle in your hand.")
_ALSO: Final = say("view.label", "Also on the label")
_ON_THE_LABEL: Final = say("view.label", "On the label")
_INGREDIENT_HEADER: Final = (say("view.label", "on the label"), say("view.label", "counts as"))
_OTHER_INGREDIENTS: Final = say("view.label", "Other ingredients")


def label_title(sources: tuple[NamedSalt, ...], servings: Iterable[Serving], kind: DosageForm | None) -> Message:
    """A sentence that says how much magnesium each capsule holds, and as what; or that the label does not show it."""
    unit = say("view.label", "one") if kind is None else word("noun", kind.noun.removeprefix("hard "))
    amounts = {_in_one(serving) for serving in servings} - {None}
    named = {"named": each_and(map(_source_words, sources))} if sources else {}
    if len(amounts) != 1:
        return say(
            "view.label",
            "The label does not show how much magnesium is in each {unit}.[ It names {named}.]",
            unit=unit,
            **named,
        )
    (amount,) = amounts
    return say("view.label", "{mg} mg of magnesium in each {unit}[, as {named}].", mg=amount, unit=unit, **named)


def _source_words(source: NamedSalt) -> Message:
    form = say("view.label", "another form") if source.form is None else word("Form", source.form)
    return say("view.label", "{form} ({words})", form=form, words=as_it_is(source.words))


def _in_one(serving: Serving) -> str | None:
    """The milligrams in one capsule of a serving. None if the label does not state them, or not exactly."""
    if serving.elemental is None or not serving.capsules or serving.elemental.nanograms % serving.capsules:
        return None
    return Elemental(nanograms=serving.elemental.nanograms // serving.capsules).format_mg()


def label_parts(
    sources: tuple[NamedSalt, ...],
    servings: tuple[Serving, ...],
    ingredients: tuple[str, ...] | None,
    findings: tuple[Finding, ...],
    not_read: tuple[NotChecked, ...],
) -> Iterator[Block]:
    """Yield what the label says, the ingredients to avoid and the others, and what was not read.

    Rule ids and the fields of gaps are details.
    """
    if servings:
        yield Section(say("view.label", "The label says"), tuple(sentence(serving.plainly()) for serving in servings))
    yield from _ingredient_blocks(ingredients)
    if findings:
        fits = tuple(sentence(found.plainly()) for found in findings)
        yield Section(say("view.label", "Does the magnesium fit its compound?"), fits)
    yield Section(say("view.label", "Not read"), tuple(sentence(gap.words()) for gap in not_read) or (_NO_GAP,))
    yield Foot(_FOOT)
    listings = (
        Listing("Sources of magnesium", tuple(map(str, sources))),
        Listing("Findings", tuple(f"{found.headline()}. {found.places()}" for found in findings)),
        Listing("Not read, by field", tuple(map(str, not_read))),
    )
    if shown := tuple(listing for listing in listings if listing.items):
        yield Details(say("view.label", "All fields and sources"), shown)


def _ingredient_blocks(ingredients: tuple[str, ...] | None) -> Iterator[Block]:
    """Yield the ingredients: first those that the guide says to avoid, then the others, then what is not named."""
    if ingredients is None:
        yield Section(_OTHER_INGREDIENTS, (say("view.label", "The label does not state them."),))
    named = ingredients or ()
    avoided = [words for words in named if _avoided(additives_in((words,)))]
    if avoided:
        rows = tuple((as_it_is(words), Marked(Tone.WITHHOLD, _kinds(additives_in((words,))))) for words in avoided)
        yield Grid(say("view.label", "The guide says to avoid"), _INGREDIENT_HEADER, rows)
        yield say("view.label", "These rules do not let a product with these be started. Look for one without them.")
    others = tuple((as_it_is(words), _kinds(additives_in((words,)))) for words in named if words not in avoided)
    if others:
        yield Grid(_ALSO if avoided else _ON_THE_LABEL, _INGREDIENT_HEADER, others)
    if ingredients is not None and not named:
        yield Section(_OTHER_INGREDIENTS, (say("view.label", "The label says that there are none."),))
    unnamed = joined(", ", (spaced_word("Additive", one) for one in Additive if one not in additives_in(named)))
    if label_was_read(ingredients):
        yield Section(say("view.label", "Not named on the label"), (sentence(unnamed), _NOT_PROVEN_ABSENT))
    else:
        yield Section(say("view.label", "It may contain, since the list was not read"), (sentence(unnamed),))


def _avoided(additives: frozenset[Additive]) -> bool:
    """Whether the rules always look for one of these additives, and then withhold a start."""
    return any(
        CURRENT.screened[additive].then is Screened.ALWAYS
        and CURRENT.additives[AdditiveKey(additive, Intent.START, Tolerance.UNPROVEN)].then is Verdict.WITHHOLD
        for additive in additives
    )


def _kinds(additives: frozenset[Additive]) -> Message:
    """What an ingredient counts as. If the rules look for it only on request, that is said too."""
    if not additives:
        return say("view.label", "nothing that these rules look for")
    words = joined(", ", (spaced_word("Additive", one) for one in Additive if one in additives))
    return words if _avoided(additives) else say("view.label", "{words}; avoided only if you say so", words=words)
