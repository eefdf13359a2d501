"""What a product's label says, read from its text or from a record of the NIH label database.

An amount is only ever taken from the label; what is not clear is not read, and is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Self, cast, final

import attrs

from alpims_mg._internal.rendering import Listing, Page, Renderable
from alpims_mg._internal.validation import a_text, a_whole_number, an_instance, check_each, check_instances
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.readings import NOT_STATED, UNKNOWN_SERVING, Line, NamedSalt, Record, text_beside, text_lines
from alpims_mg.labels.shares import share_finding
from alpims_mg.labels.tokens import label_text
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.vocabulary import Additive, Form
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.labels.salts import WHOLE

_PRINTED = 1000


_SHORT = 160


_MOST_CHARACTERS = 20_000


@final
@attrs.frozen(kw_only=True)
class Serving:
    """One serving and what it holds: magnesium, compound, or neither where the label does not say.

    ``capsules`` is None where the serving is not stated, or is not one of capsules or tablets. Where only the compound
    is stated, ``elemental_least`` and ``elemental_most`` are what it can hold by its formula: a range, never a dose.
    """

    words: str
    capsules: int | None
    elemental: Elemental | None
    compound: Compound | None
    elemental_least: Elemental | None = None
    elemental_most: Elemental | None = None

    def __attrs_post_init__(self) -> None:
        masses = ("elemental", "elemental_least", "elemental_most")
        raise_if_any(
            (
                a_text("words", self.words, example="2 capsules"),
                a_whole_number("capsules", self.capsules, least=1, most=999, of="capsules", optional=True),
                an_instance("compound", self.compound, Compound, example="Compound.mg(500)", optional=True),
                *(
                    an_instance(name, getattr(self, name), Elemental, example="Elemental.mg(100)", optional=True)
                    for name in masses
                ),
            )
        )

    def __str__(self) -> str:
        could = None
        if self.elemental_least and self.elemental_most:
            least, most = self.elemental_least.format_mg(), str(self.elemental_most)
            could = (
                f"which can be {most if least == self.elemental_most.format_mg() else f'{least} to {most}'}, not stated"
            )
        held = tuple(str(one) for one in (self.elemental, self.compound, could) if one is not None)
        return f"{self.words}: {', '.join(held) or 'no amount read'}"


@final
@attrs.frozen(kw_only=True)
class Label(Renderable):
    """What a label says of its magnesium, serving by serving, and of all that is beside it.

    ``sources`` are the forms of magnesium that it names. ``ingredients`` are those beside them; None means that the
    label does not state them, an empty list that it states that there are none. A list that the label does not state,
    but that it gives away in part, ends in the words for that. ``not_read`` names what could not be read, and why;
    ``findings`` hold the declared magnesium against its compound.

    >>> label = Label.from_text("Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg")
    >>> str(label.capsule(divides_into=1).elemental)
    '100 mg elemental'
    """

    sources: tuple[NamedSalt, ...]
    servings: tuple[Serving, ...]
    ingredients: tuple[str, ...] | None
    not_read: tuple[NotChecked, ...]
    findings: tuple[Finding, ...]

    def __attrs_post_init__(self) -> None:
        listed = self.ingredients
        raise_if_any(
            (
                *check_instances("sources", self.sources, NamedSalt),
                *check_instances("servings", self.servings, Serving),
                *(() if listed is None else check_each("ingredients", listed, _ingredient)),
                *check_instances("not_read", self.not_read, NotChecked),
                *check_instances("findings", self.findings, Finding),
            )
        )

    @classmethod
    def from_text(cls, text: str, *, rulebook: Rulebook = CURRENT) -> Self:
        """The label that a text holds, in English. What is not clear is left out and named in ``not_read``.

        Raises: ``InvalidInputError`` when it is no text, or longer than any label.

        >>> label = Label.from_text("Magnesium glycinate 1000 mg")
        >>> print(label.servings[0])
        serving not stated: 1000 mg compound, which can be 99.8 to 140.96 mg elemental, not stated
        """
        raise_if_any((an_instance("text", text, str, example="'Magnesium (as magnesium glycinate) 100 mg'"),))
        raise_if_any((_too_long(text),))
        clean = label_text(text)
        return cls(**_gathered(text_lines(clean), text_beside(clean, rulebook), rulebook))

    @classmethod
    def from_dsld(cls, record: Mapping[str, Any], *, rulebook: Rulebook = CURRENT) -> Self:
        """The label that a record of the NIH Dietary Supplement Label Database holds.

        Raises: ``InvalidInputError`` when it is no mapping.
        """
        raise_if_any((an_instance("record", record, Mapping, example="json.loads(...)"),))
        return cls(**_gathered(Record(record=record).lines(), Record(record=record).beside(), rulebook))

    def capsule(self, *, divides_into: int) -> Capsule:
        """The product, one capsule of it. The label does not say how it divides, so that has to be said.

        A compound that does not divide exactly is rounded down: it is no dose, and is only held against the magnesium.

        Raises: ``InvalidInputError`` with every reason why the label does not make a capsule.
        """
        forms = {one.form for one in self.sources}
        form = next(iter(forms)) if len(forms) == 1 else None
        raise_if_any((_form_fault(self.sources, form), *_amount_faults(self.servings)))
        held = next(one for one in self.servings if one.elemental is not None)
        weighed = (_per_capsule(one.compound, one.capsules) for one in self.servings)
        mass = next((int(one) for one in weighed if one), 0)
        return Capsule(
            form=cast("Form", form),
            elemental=Elemental(nanograms=int(cast("Fraction", _per_capsule(held.elemental, held.capsules)))),
            divides_into=divides_into,
            ingredients=self.ingredients,
            compound=Compound(nanograms=mass) if mass else None,
        )

    @property
    def additives(self) -> frozenset[Additive]:
        """The additives that the label names. One that is not among them is not named, which is not the same as absent
        where the list was not read.
        """
        return additives_in(self.ingredients or ())

    def page(self) -> Page:
        """The servings, then the sources, the rest of the product, and what was not read."""
        listed = ("not stated",) if self.ingredients is None else (self.ingredients or ("none",))
        listings = (
            Listing(title="Magnesium in a serving", items=tuple(map(str, self.servings)) or ("none read",)),
            Listing(title="Sources of magnesium", items=tuple(map(str, self.sources)) or ("none read",)),
            Listing(title="Ingredients beside it", items=listed),
            Listing(title="Additives", items=tuple(self._contained())),
            Listing(title="What the amounts say", items=tuple(one.headline() for one in self.findings)),
            Listing(title="Not read", items=tuple(map(str, self.not_read))),
        )
        return Page(title="LABEL: what was read.", blocks=tuple(one for one in listings if one.items))

    def _contained(self) -> Iterator[str]:
        """Never that a product is free of anything: only what its label names and does not name."""
        named, others = self.additives, sorted(str(one) for one in Additive if one not in self.additives)
        if named:
            yield f"contains {', '.join(sorted(map(str, named)))}"
        unread = not label_was_read(self.ingredients)
        yield f"{'may contain, since the list was not read' if unread else 'does not name'}: {', '.join(others)}"


def _too_long(text: str) -> Fault | None:
    if len(text) <= _MOST_CHARACTERS:
        return None
    expected, fix = f"a label of at most {_MOST_CHARACTERS} characters", "give the text of one product"
    return Fault(path="text", expected=expected, actual=f"{len(text)} characters", fix=fix)


def _named_share_range(named: tuple[NamedSalt, ...], rulebook: Rulebook) -> tuple[int, int] | None:
    """The bounds of all salts that may be meant; None where there are none, or a source tells none."""
    salts = tuple(rulebook.salts[salt].then for one in named for salt in one.salts)
    if not salts or not all(one.salts for one in named):
        return None
    return min(one.least for one in salts), max(one.most for one in salts)


# --- From readings to a label
def _gathered(lines: Iterable[Line], ingredients: tuple[str, ...] | None, rulebook: Rulebook) -> dict[str, Any]:
    """The fields of a label, from all its lines."""
    read = tuple(lines)
    named = tuple(dict.fromkeys(one for line in read for one in line.named))
    not_read = [*(line.not_read for line in read if line.not_read)]
    by_serving: dict[tuple[str, int | None], list[Line]] = {}
    for line in read:
        if line.serves or line.elemental is not None or line.compound is not None:
            by_serving.setdefault((line.words if line.capsules is None else "", line.capsules), []).append(line)
    known = {amount for (_, capsules), some in by_serving.items() if capsules for amount in map(_amounts, some)}
    servings: list[Serving] = []
    findings: list[Finding] = []
    for (_, capsules), all_of_it in by_serving.items():
        words = all_of_it[0].words
        some = [line for line in all_of_it if words != UNKNOWN_SERVING or _amounts(line) not in known]
        amounts: dict[str, int | None] = {}
        for kind in ("elemental", "compound"):
            told = {amount for line in some if (amount := getattr(line, kind)) is not None}
            amounts[kind] = next(iter(told)) if len(told) == 1 else None
            if len(told) > 1:
                why = f"{words}: several amounts of {kind} magnesium, {len(told)} in all; none is taken"
                not_read.append(NotChecked(path=f"label.servings.{kind}_mg", because=why))
        if not some:
            continue
        serving, found, left = _serving(words, capsules, amounts["elemental"], amounts["compound"], named, rulebook)
        servings.append(serving)
        findings += found
        not_read += left
    if not named:
        not_read.append(NotChecked(path="label.sources", because="no form of magnesium that is known here is named"))
    if not any(one.elemental is not None for one in servings):
        why = "no amount is stated that is clearly elemental magnesium"
        not_read.append(NotChecked(path="label.servings.elemental_mg", because=why))
    if ingredients is None or NOT_STATED in ingredients:
        not_read.append(NotChecked(path="label.ingredients", because="what else the product holds: not stated"))
    if not any(one.capsules for one in servings):
        why = "how many capsules or tablets a serving is: not stated, or it is none of capsules"
        not_read.append(NotChecked(path="label.servings.capsules", because=why))
    return {
        "sources": named,
        "servings": tuple(servings),
        "ingredients": ingredients,
        "not_read": tuple(dict.fromkeys(not_read)),
        "findings": tuple(findings),
    }


def _amounts(line: Line) -> tuple[int | None, int | None]:
    return line.elemental, line.compound


def _serving(
    words: str,
    capsules: int | None,
    magnesium: int | None,
    salt: int | None,
    named: tuple[NamedSalt, ...],
    rulebook: Rulebook,
) -> tuple[Serving, list[Finding], list[NotChecked]]:
    elemental = None if magnesium is None else Elemental(nanograms=magnesium)
    compound = None if salt is None else Compound(nanograms=salt)
    share_range = _named_share_range(named, rulebook)
    serving = Serving(words=words, capsules=capsules, elemental=elemental, compound=compound)
    if not compound or not compound.nanograms:
        return serving, [], []
    if share_range is None:
        why = f"{words}: how much of the compound is magnesium cannot be told from its name"
        return serving, [], [NotChecked(path="label.servings.compound_mg", because=why)]
    if elemental:
        found, left = share_finding(elemental, compound, share_range, rulebook)
        path = "label.servings.compound_mg"
        return serving, [found], [attrs.evolve(left, path=path)] if left else []
    least = Elemental(nanograms=compound.nanograms * share_range[0] // WHOLE)
    most = Elemental(nanograms=-(-compound.nanograms * share_range[1] // WHOLE))
    return attrs.evolve(serving, elemental_least=least, elemental_most=most), [], []


# --- One capsule of it
def _per_capsule(mass: Elemental | Compound | None, capsules: int | None) -> Fraction | None:
    return None if mass is None or capsules is None else Fraction(mass.nanograms, capsules)


def _form_fault(named: tuple[NamedSalt, ...], form: Form | None) -> Fault | None:
    if form is not None:
        return None
    words = ", ".join(map(str, named))[:_SHORT] or "none"
    return Fault(
        path="sources", expected="one of the six forms, and only one", actual=words, fix="name the form if you know it"
    )


def _amount_faults(servings: tuple[Serving, ...]) -> Iterator[Fault]:
    stated = tuple(one for one in servings if one.elemental is not None)
    if not stated:
        expected = "an amount of elemental magnesium, stated on the label"
        actual = "; ".join(map(str, servings))[:_SHORT] or "none"
        yield Fault(path="servings.elemental", expected=expected, actual=actual, fix="ask the maker for it")
    for serving in stated:
        if serving.capsules is None:
            expected = "of a stated number of capsules or tablets"
            yield Fault(
                path="servings.capsules", expected=expected, actual=str(serving), fix="count those in a serving"
            )
        elif serving.elemental and serving.elemental.nanograms % (serving.capsules * _PRINTED):
            expected = "an amount that is exact for one capsule, to 0.001 mg"
            fix = "ask the maker for the amount in one capsule"
            yield Fault(path="servings.elemental", expected=expected, actual=str(serving), fix=fix)
    for kind in ("elemental", "compound"):
        if len({_per_capsule(getattr(one, kind), one.capsules) for one in servings} - {None}) > 1:
            expected = "the same for one capsule, whichever serving is taken"
            actual = "; ".join(map(str, servings))[:_SHORT]
            yield Fault(
                path=f"servings.{kind}", expected=expected, actual=actual, fix="ask the maker which of them is right"
            )


def _ingredient(path: str, value: object) -> Fault | None:
    return a_text(path, value, example="hypromellose")
