"""Strategies for the text of labels, and for the values that are read from such text."""

from collections.abc import Sequence
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg.labels.label import Label
from alpims_mg.labels.lines import NamedSalt
from alpims_mg.labels.servings import Serving
from alpims_mg.model.vocabulary import Form, MagnesiumSalt
from alpims_mg.rulebook.labels.additives import SPELLINGS
from alpims_mg.rulebook.labels.denials import NEGATED_BY_ENDING, NEGATIONS
from alpims_mg.rulebook.labels.words import (
    COUNTED,
    DAILY,
    DAILY_AMOUNTS,
    DESCRIBING,
    DOSAGE_FORM_WORDS,
    MEASURED,
    POWDER_UNITS,
    SALT_NAMES,
    UNITS,
)
from alpims_mg.testing.strategies.basics import compounds, elementals, texts

__all__ = [
    "daily_label_texts",
    "denials",
    "label_texts",
    "labels",
    "named_salts",
    "servings",
    "widened_label_texts",
]

_LABEL_WORDS: Final = (
    "magnesium",
    "Mg",
    "elemental",
    "elemental magnesium",
    "as",
    "(as",
    "from",
    ")",
    "providing",
    "of which",
    "of",
    "per",
    "each capsule contains",
    "serving size:",
    "per serving",
    "supplement facts",
    "ingredients:",
    "24%",
    "zinc",
    "up to",
    "approx.",
    "-",
    "x",
    "/",
    "other ingredients: none",
    "stevia",
    "citric acid",
    "\u00b2",
    "\u00bd",
    "<",
)
_SEPARATORS: Final = (" ", " ", " ", " ", "", ", ", ". ", "\n", " (", ") ", ": ", "; ")


@st.composite
def label_texts(draw: st.DrawFn) -> str:
    """A strategy for text that could be on a label: amounts, salts, units, label words and other text, in any order."""
    number = st.one_of(
        st.integers(0, 99_999).map(str),
        st.integers(1000, 99_999).map("{:,}".format),
        st.tuples(st.integers(0, 9999), st.integers(0, 9999)).map(lambda digits: f"{digits[0]}.{digits[1]}"),
        st.tuples(st.integers(0, 99), st.integers(0, 9)).map(lambda digits: f"{digits[0]},{digits[1]}"),
    )
    unit = st.sampled_from([unit for unit, _ in UNITS])
    amount = st.tuples(number, st.sampled_from(("", " ")), unit).map("".join)
    name = st.sampled_from([name for row in SALT_NAMES for name in (*row.words, *row.after)])
    described = st.sampled_from((" ", *(f" {word} " for word in DESCRIBING)))
    counted = st.sampled_from((*COUNTED, *POWDER_UNITS, *MEASURED))
    count = st.tuples(st.integers(0, 4).map(str), described, counted).map("".join)
    kinds = [word.replace("*", "") for row in DOSAGE_FORM_WORDS for word in row.words]
    word = st.sampled_from((*_LABEL_WORDS, *kinds))
    part = st.one_of(amount, name, count, word, word, st.sampled_from(_SEPARATORS), st.text(max_size=5), number)
    parts = draw(st.lists(part, max_size=14))
    return "".join(f"{part}{draw(st.sampled_from(_SEPARATORS))}" for part in parts)


def denials() -> SearchStrategy[str]:
    """A strategy for sentences that deny an additive, or several, in any language that the library reads."""
    name = st.sampled_from([word.replace("*", "") for spelling in SPELLINGS for word in spelling.words])
    begun = st.tuples(st.sampled_from(NEGATIONS), st.lists(name, min_size=1, max_size=3).map(" or ".join))
    ended = st.tuples(name, st.sampled_from(NEGATED_BY_ENDING)).map("-".join)
    return (begun.map(" ".join) | ended).map("{}.".format)


_HEADINGS: Final = (
    *("per capsule", "per 2 capsules", "per serving", "per 100 g", "per 100 ml", "per day", "Daily dose (4 capsules)"),
    *("%NRV*", "% Daily Value", "2 capsules*", "1 capsule", "Amount per serving", "each capsule", "Notes", "Unit", ""),
    *("per 2 capsules (daily dose)", "NRV", "capsule", "3 capsules contain", "per tablet (500 mg)", "Amount", "per"),
)
_CELLS: Final = (
    "100 mg",
    "200 mg",
    "16 g",
    "1,000 mg",
    "53%",
    "24%",
    "53 % (200 mg)",
    "200",
    "-",
    "",
    "<1 mg",
    "see pack",
)


@st.composite
def widened_label_texts(draw: st.DrawFn) -> tuple[str, str]:
    """A strategy for the text of a label with a table, and the same text with one more column at any place."""
    number = draw(st.integers(1, 3))
    headings = draw(st.lists(st.sampled_from(_HEADINGS), min_size=number, max_size=number))
    names = ("Vitamin C", draw(st.sampled_from(("Magnesium (as magnesium citrate)", "Magnesium", "Magnesium citrate"))))
    cells = [draw(st.lists(st.sampled_from(_CELLS), min_size=number, max_size=number)) for _ in names]
    place, heading = draw(st.integers(0, number)), draw(st.sampled_from(_HEADINGS))
    more = [draw(st.sampled_from(_CELLS)) for _ in names]
    first, separator = draw(st.sampled_from(("Nutrient", "", None))), draw(st.sampled_from((" | ", "; ", "\t", "   ")))
    lead = draw(st.sampled_from(("Serving size: 2 capsules\n", "Supplement facts\nServing size: 1 capsule\n", "")))

    def text(*, wider: bool) -> str:
        lines = [[*([] if first is None else [first]), *_with(headings, place, heading, wider=wider)]]
        lines += [
            [name, *_with(own, place, cell, wider=wider)] for name, own, cell in zip(names, cells, more, strict=True)
        ]
        return lead + "\n".join(map(separator.join, lines))

    return text(wider=False), text(wider=True)


def _with(cells: Sequence[str], place: int, cell: str, *, wider: bool) -> Sequence[str]:
    return [*cells[:place], cell, *cells[place:]] if wider else cells


def daily_label_texts() -> SearchStrategy[str]:
    """A strategy for the text of a label that states amounts of a day, and not of how many units a day is."""
    return st.builds(
        "{}\n{}{}Magnesium (as magnesium citrate) {} mg{}".format,
        st.sampled_from(("Serving size: 1 capsule", "Serving size: 2 tablets. Take 3 times daily", "Supplement facts")),
        st.sampled_from((*(f"per {word}" for word in DAILY), *(word.capitalize() for word in DAILY_AMOUNTS))),
        st.sampled_from((":\n", ": ", " provides: ", " contains:\n")),
        st.integers(1, 2000),
        st.sampled_from(("", "\nOther ingredients: silica")),
    )


def labels() -> SearchStrategy[Label]:
    """A strategy for any label that ``Label.from_text`` reads from a generated text."""
    return label_texts().map(Label.from_text)


def named_salts() -> SearchStrategy[NamedSalt]:
    """A strategy for any name of a magnesium salt on a label.

    The library may know the form and the salts of that name, or not.
    """
    salts = st.lists(st.sampled_from(MagnesiumSalt), max_size=3).map(tuple)
    return st.builds(NamedSalt, words=texts(), form=st.none() | st.sampled_from(Form), salts=salts)


def servings() -> SearchStrategy[Serving]:
    """A strategy for any serving on a label. Each of its amounts is any amount or missing."""
    amount = st.none() | elementals()
    return st.builds(
        Serving,
        words=texts(),
        capsules=st.none() | st.integers(1, 999),
        elemental=amount,
        compound=st.none() | compounds(),
        elemental_least=amount,
        elemental_most=amount,
    )


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    NamedSalt: named_salts(),
    Serving: servings(),
    Label: labels(),
}
