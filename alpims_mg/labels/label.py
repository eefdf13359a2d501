"""Reads labels from their text, or from a record of the NIH label database.

Only amounts that the label itself states are read. A part that is not clear is left out, and ``not_read`` lists it.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Self, cast, final

import attrs

from alpims_mg._internal.rendering import Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, a_whole_number, an_instance, check_each, check_instances
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.labels.dosage_forms import counts_units, dosage_form_in, kind_of_product
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.readings import (
    NOT_STATED,
    UNKNOWN_SERVING,
    LabelRecord,
    Line,
    NamedSalt,
    text_ingredients,
    text_lines,
)
from alpims_mg.labels.shares import share_finding
from alpims_mg.labels.tokens import label_text
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.vocabulary import Additive, DosageForm, Form
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.labels.salts import WHOLE

_SMALLEST_STEP = 1000
"""Nanograms, 0.001 mg in all. The amount in one capsule must be a multiple of this number."""

_MOST_CHARACTERS = 20_000
_MOST_SHOWN = 160


@final
@attrs.frozen(kw_only=True)
class Serving:
    """One serving of a label: its size, the mass of magnesium in it, and the mass of the magnesium salt (``compound``).

    A mass is None if the label does not state it. ``capsules`` counts capsules or tablets, or the scoops, level
    teaspoons or sachets of a powder. It is None if the serving is not stated, or counted in nothing of these. If only
    the salt is stated, ``elemental_least`` and ``elemental_most`` are the least and the most magnesium that this mass
    of salt can hold. This range is never a dose.
    """

    words: str
    capsules: int | None
    elemental: Elemental | None
    compound: Compound | None
    elemental_least: Elemental | None = None
    elemental_most: Elemental | None = None

    __repr__ = one_line_repr

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
        masses = [str(mass) for mass in (self.elemental, self.compound) if mass is not None]
        if self.elemental_least and self.elemental_most:
            least, most = self.elemental_least.format_mg(), str(self.elemental_most)
            mass_range = most if self.elemental_least == self.elemental_most else f"{least} to {most}"
            masses.append(f"which can be {mass_range}, not stated")
        return f"{self.words}: {', '.join(masses) or 'no amount read'}"


@final
@attrs.frozen(kw_only=True)
class Label(Renderable):
    """What a label states about its magnesium in each serving, and about its other ingredients.

    ``sources`` are the sources of magnesium that the label names. ``ingredients`` are the other ingredients. They are
    None if the label does not state them, and empty if the label states that there are none. A list that is known only
    in part ends with "not stated". ``not_read`` lists what could not be read, and why. ``findings`` tell whether the
    declared magnesium fits the mass of its salt. ``dosage_form`` is the kind of product that the label shows, such as a
    softgel. None means that it shows none, or more than one.

    >>> label = Label.from_text("Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg")
    >>> str(label.capsule(divides_into=1).elemental)
    '100 mg elemental'
    """

    sources: tuple[NamedSalt, ...]
    servings: tuple[Serving, ...]
    ingredients: tuple[str, ...] | None
    not_read: tuple[NotChecked, ...]
    findings: tuple[Finding, ...]
    dosage_form: DosageForm | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        ingredients = self.ingredients
        raise_if_any(
            (
                *check_instances("sources", self.sources, NamedSalt),
                *check_instances("servings", self.servings, Serving),
                *(() if ingredients is None else check_each("ingredients", ingredients, _ingredient_fault)),
                *check_instances("not_read", self.not_read, NotChecked),
                *check_instances("findings", self.findings, Finding),
                a_member("dosage_form", self.dosage_form, DosageForm, optional=True),
            )
        )

    @classmethod
    def from_text(cls, text: str, *, rulebook: Rulebook = CURRENT) -> Self:
        """Read the English text of a label. Parts that are not clear are left out and listed in ``not_read``.

        Raises: ``InvalidInputError`` for a value that is not text, or a text of more than 20,000 characters.

        >>> label = Label.from_text("Magnesium glycinate 1000 mg")
        >>> print(label.servings[0])
        serving not stated: 1000 mg compound, which can be 99.8 to 140.96 mg elemental, not stated
        """
        raise_if_any((an_instance("text", text, str, example="'Magnesium (as magnesium glycinate) 100 mg'"),))
        raise_if_any((_length_fault(text),))
        clean = label_text(text)
        return cls(**_label_fields(text_lines(clean), text_ingredients(clean, rulebook), clean, rulebook))

    @classmethod
    def from_dsld(cls, record: Mapping[str, Any], *, rulebook: Rulebook = CURRENT) -> Self:
        """Read a record of the NIH Dietary Supplement Label Database, as parsed from its JSON.

        Raises: ``InvalidInputError`` for a value that is not a mapping.

        >>> quantity = {"quantity": 100, "unit": "mg", "servingSizeQuantity": 1, "servingSizeUnit": "Capsule(s)"}
        >>> row = {"name": "Magnesium", "forms": [{"name": "Magnesium Oxide"}], "quantity": [quantity]}
        >>> print(Label.from_dsld({"ingredientRows": [row]}).servings[0])
        1 Capsule(s): 100 mg elemental
        """
        raise_if_any((an_instance("record", record, Mapping, example="json.loads(...)"),))
        label = LabelRecord(record=record)
        return cls(**_label_fields(label.lines(), label.ingredients(), kind_of_product(record), rulebook))

    def capsule(self, *, divides_into: int) -> Capsule:
        """One capsule of the product. ``divides_into`` is the number of equal parts that it can be divided into.

        The mass of the compound is rounded down to a whole nanogram. This mass is never a dose.

        Raises: ``InvalidInputError`` with every reason why the label does not describe one capsule.

        >>> label = Label.from_text("One tablet contains 250 mg elemental magnesium from magnesium citrate")
        >>> print(label.capsule(divides_into=2))
        citrate tablet, 250 mg elemental each, divides into 2
        """
        forms = {source.form for source in self.sources}
        form = next(iter(forms)) if len(forms) == 1 else None
        raise_if_any((_form_fault(self.sources, form), *_amount_faults(self.servings)))
        serving = next(serving for serving in self.servings if serving.elemental is not None)
        compounds = (_per_capsule(serving.compound, serving.capsules) for serving in self.servings)
        mass = next((int(compound) for compound in compounds if compound), 0)
        return Capsule(
            form=cast("Form", form),
            elemental=Elemental(nanograms=int(cast("Fraction", _per_capsule(serving.elemental, serving.capsules)))),
            divides_into=divides_into,
            ingredients=self.ingredients,
            compound=Compound(nanograms=mass) if mass else None,
            dosage_form=self.dosage_form,
        )

    @property
    def additives(self) -> frozenset[Additive]:
        """The set of additives that the label names. An unread ingredient list may name more of them."""
        return additives_in(self.ingredients or ())

    def page(self) -> Page:
        """The label as a page: servings, sources, other ingredients, additives, findings, and what was not read."""
        ingredients = ("not stated",) if self.ingredients is None else (self.ingredients or ("none",))
        listings = (
            Listing(title="Magnesium in a serving", items=tuple(map(str, self.servings)) or ("none read",)),
            Listing(title="Kind of product", items=(str(self.dosage_form or "not stated"),)),
            Listing(title="Sources of magnesium", items=tuple(map(str, self.sources)) or ("none read",)),
            Listing(title="Other ingredients", items=ingredients),
            Listing(title="Additives", items=tuple(self._additive_lines())),
            Listing(title="Does the magnesium fit its compound?", items=tuple(row.headline() for row in self.findings)),
            Listing(title="Not read", items=tuple(map(str, self.not_read))),
        )
        shown = tuple(listing for listing in listings if listing.items)
        return Page(title="LABEL: what was read from it", blocks=shown)

    def _additive_lines(self) -> Iterator[str]:
        """Yields one line for the additives that the label names, if any, then one line for all other additives.

        The second line never says that the product is free from these.
        """
        others = ", ".join(sorted(str(additive) for additive in Additive if additive not in self.additives))
        if self.additives:
            yield f"contains {', '.join(sorted(map(str, self.additives)))}"
        was_read = label_was_read(self.ingredients)
        yield f"{'does not name' if was_read else 'may contain, since the list was not read'}: {others}"


def _length_fault(text: str) -> Fault | None:
    if len(text) <= _MOST_CHARACTERS:
        return None
    expected, fix = f"a label of at most {_MOST_CHARACTERS} characters", "give the text of one product"
    return Fault(path="text", expected=expected, actual=f"{len(text)} characters", fix=fix)


def _named_share_range(named: tuple[NamedSalt, ...], rulebook: Rulebook) -> tuple[int, int] | None:
    """A pair: the least and the largest share of magnesium in the named salts, in parts per 100,000.

    None if no source is named, or if a name does not show which salts it means.
    """
    salts = tuple(rulebook.salts[salt].then for source in named for salt in source.salts)
    if not salts or not all(source.salts for source in named):
        return None
    return min(salt.least for salt in salts), max(salt.most for salt in salts)


def _label_fields(
    lines: Iterable[Line], ingredients: tuple[str, ...] | None, head: str, rulebook: Rulebook
) -> dict[str, Any]:
    """A mapping from each field of ``Label`` to its value, for a label with these lines and ingredients.

    ``head`` is the text that may name the dosage form.
    """
    dosage_form = dosage_form_in(head)
    lines = tuple(line if counts_units(line.words, dosage_form) else line._replace(capsules=None) for line in lines)
    sources = tuple(dict.fromkeys(source for line in lines for source in line.named))
    not_read = [*(line.not_read for line in lines if line.not_read)]
    by_serving: dict[tuple[str, int | None], list[Line]] = {}
    for line in lines:
        if line.serves or line.elemental is not None or line.compound is not None:
            by_serving.setdefault((line.words if line.capsules is None else "", line.capsules), []).append(line)
    per_capsules = {_masses(line) for (_, capsules), own in by_serving.items() if capsules for line in own}
    servings: list[Serving] = []
    findings: list[Finding] = []
    for (_, capsules), serving_lines in by_serving.items():
        words = serving_lines[0].words
        # Leave out a line with an unknown serving if a line for a number of capsules states the same amounts.
        own = [line for line in serving_lines if words != UNKNOWN_SERVING or _masses(line) not in per_capsules]
        masses: dict[str, int | None] = {}
        for kind in ("elemental", "compound"):
            stated = {mass for line in own if (mass := getattr(line, kind)) is not None}
            masses[kind] = next(iter(stated)) if len(stated) == 1 else None
            if len(stated) > 1:
                why = f"{words}: {len(stated)} different amounts of {kind} magnesium are stated, so none is used"
                not_read.append(NotChecked(path=f"label.servings.{kind}_mg", because=why))
        if not own:
            continue
        serving, found, unchecked = _checked_serving(words, capsules, masses, sources, rulebook)
        servings.append(serving)
        findings += found
        not_read += unchecked
    if not sources:
        not_read.append(NotChecked(path="label.sources", because="no known form of magnesium is named"))
    if not any(serving.elemental is not None for serving in servings):
        why = "no amount is clearly stated to be elemental magnesium"
        not_read.append(NotChecked(path="label.servings.elemental_mg", because=why))
    if ingredients is None or NOT_STATED in ingredients:
        not_read.append(NotChecked(path="label.ingredients", because="the other ingredients: not stated, or not all"))
    if not any(serving.capsules for serving in servings):
        why = "the number of capsules, tablets or scoops in a serving: not stated, or not counted in these"
        not_read.append(NotChecked(path="label.servings.capsules", because=why))
    if dosage_form is None:
        why = "the kind of product, such as a capsule or a tablet: not stated, or stated in two ways"
        not_read.append(NotChecked(path="label.dosage_form", because=why))
    return {
        "dosage_form": dosage_form,
        "sources": sources,
        "servings": tuple(servings),
        "ingredients": ingredients,
        "not_read": tuple(dict.fromkeys(not_read)),
        "findings": tuple(findings),
    }


def _masses(line: Line) -> tuple[int | None, int | None]:
    return line.elemental, line.compound


def _checked_serving(
    words: str,
    capsules: int | None,
    masses: dict[str, int | None],
    sources: tuple[NamedSalt, ...],
    rulebook: Rulebook,
) -> tuple[Serving, list[Finding], list[NotChecked]]:
    """Three values: the serving, a list of at most one finding on its masses, and a list of what was not checked."""
    elemental = None if masses["elemental"] is None else Elemental(nanograms=masses["elemental"])
    compound = None if masses["compound"] is None else Compound(nanograms=masses["compound"])
    share_range = _named_share_range(sources, rulebook)
    serving = Serving(words=words, capsules=capsules, elemental=elemental, compound=compound)
    if not compound or not compound.nanograms:
        return serving, [], []
    if share_range is None:
        why = f"{words}: the name of the compound does not show how much of it is magnesium"
        return serving, [], [NotChecked(path="label.servings.compound_mg", because=why)]
    if elemental:
        found, unchecked = share_finding(elemental, compound, share_range, rulebook)
        path = "label.servings.compound_mg"
        return serving, [found], [attrs.evolve(unchecked, path=path)] if unchecked else []
    least = Elemental(nanograms=compound.nanograms * share_range[0] // WHOLE)
    most = Elemental(nanograms=-(-compound.nanograms * share_range[1] // WHOLE))
    return attrs.evolve(serving, elemental_least=least, elemental_most=most), [], []


def _per_capsule(mass: Elemental | Compound | None, capsules: int | None) -> Fraction | None:
    return None if mass is None or capsules is None else Fraction(mass.nanograms, capsules)


def _form_fault(named: tuple[NamedSalt, ...], form: Form | None) -> Fault | None:
    if form is not None:
        return None
    actual = ", ".join(map(str, named))[:_MOST_SHOWN] or "none"
    expected, fix = f"exactly one of the {len(Form)} forms", "build the Capsule yourself if you know its form"
    return Fault(path="sources", expected=expected, actual=actual, fix=fix)


def _amount_faults(servings: tuple[Serving, ...]) -> Iterator[Fault]:
    stated = tuple(serving for serving in servings if serving.elemental is not None)
    if not stated:
        expected = "an amount of elemental magnesium, stated on the label"
        actual = "; ".join(map(str, servings))[:_MOST_SHOWN] or "none"
        yield Fault(path="servings.elemental", expected=expected, actual=actual, fix="ask the maker for it")
    for serving in stated:
        if serving.capsules is None:
            expected, fix = (
                "a number of capsules, tablets or scoops",
                "use a label that states how many are in a serving",
            )
            yield Fault(path="servings.capsules", expected=expected, actual=str(serving), fix=fix)
        elif serving.elemental and serving.elemental.nanograms % (serving.capsules * _SMALLEST_STEP):
            expected = "an amount that is exact for one capsule, to 0.001 mg"
            fix = "ask the maker for the amount in one capsule"
            yield Fault(path="servings.elemental", expected=expected, actual=str(serving), fix=fix)
    for kind in ("elemental", "compound"):
        if len({_per_capsule(getattr(serving, kind), serving.capsules) for serving in servings} - {None}) > 1:
            expected, fix = "the same amount for one capsule in every serving", "ask the maker which amount is right"
            actual = "; ".join(map(str, servings))[:_MOST_SHOWN]
            yield Fault(path=f"servings.{kind}", expected=expected, actual=actual, fix=fix)


def _ingredient_fault(path: str, value: object) -> Fault | None:
    return a_text(path, value, example="hypromellose")
