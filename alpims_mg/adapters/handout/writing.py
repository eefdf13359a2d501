"""``Handout``: its sheets as HTML, by a template, and as a tagged PDF."""

from functools import lru_cache, partial
from importlib import import_module
from importlib.resources import files
from typing import Any, Final, Literal, final, get_args

import attrs
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from alpims_mg._internal.catalogues import in_language
from alpims_mg._internal.extras import optional_imports
from alpims_mg._internal.messages import Language
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.rendering.html import html_words
from alpims_mg._internal.rendering.pictures import SHAPES
from alpims_mg._internal.rendering.styles import CLASSES, PALETTE, SHEET_COLOURS
from alpims_mg._internal.representation import one_line_repr
from alpims_mg.adapters.handout.sheets import Sheet

_PACKAGE: Final = "alpims_mg.adapters.handout"

Paper = Literal["A4", "letter"]
"""The size of paper, by its name in a style sheet."""
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)


@final
@attrs.frozen(kw_only=True)
class Handout(Displayed):
    """The sheets of a hand-out: one for the patient, in ``language``, and one for the clinician, in English."""

    patient: Sheet
    clinician: Sheet
    language: Language
    paper: Paper | None = None

    __repr__ = one_line_repr

    def html(self) -> str:
        """The hand-out as one HTML document. It brings its own style, and has nothing to fetch."""
        headline = self.patient.headline
        return _template().render(
            handout=self,
            said=partial(_said, self.language),
            english=partial(_said, "en"),
            kind_of=_kind_of,
            css_text=_css_text,
            style=_style(),
            size=self.paper,
            tint=CLASSES[headline.tone],
            shape=Markup(SHAPES.get(headline.tone, "")),
        )

    def pdf(self) -> bytes:
        """The hand-out as a PDF with tags, a title and its language, as PDF/UA asks for.

        Raises: ``ModuleNotFoundError`` that names the extra ``pdf``, if WeasyPrint is missing.
        """
        with optional_imports(__name__, extra="pdf", libraries=("weasyprint",)):
            weasyprint: Any = import_module("weasyprint")
        colour = PALETTE[
            CLASSES[self.patient.headline.tone]
        ].light_text  # WeasyPrint draws a picture without the style around it
        pdf: bytes = weasyprint.HTML(string=self.html().replace("currentColor", colour)).write_pdf(
            pdf_variant="pdf/ua-1"
        )
        return pdf


def _said(language: Language, text: str) -> Markup:
    """A text in this language, escaped for HTML and set as in a book."""
    return Markup(html_words(in_language(text, language)))


def _css_text(language: Language, text: str) -> Markup:
    """A text in this language, as a style sheet holds it."""
    signs = (
        f"\\{ord(sign):x} " if sign in '\\"<>&' or not sign.isprintable() else sign
        for sign in in_language(text, language)
    )
    return Markup(f'"{"".join(signs)}"')


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The style sheet: the colours of every page, and what only paper has."""
    own = files(_PACKAGE).joinpath("handout.css").read_text(encoding="utf-8")
    return Markup(f"{SHEET_COLOURS}\n{own}")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files(_PACKAGE).joinpath("handout.html").read_text(encoding="utf-8"))


def _kind_of(part: object) -> str:
    """The name of the type of a part. The template shows each type in its own way, and fails for any other."""
    return type(part).__name__
