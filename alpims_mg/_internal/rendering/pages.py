"""``Page``, a title and blocks in reading order, and the bases of the types that show themselves as one."""

from collections.abc import Container, Iterable
from itertools import chain
from typing import ClassVar, NamedTuple, final

from alpims_mg._internal.messages import Language
from alpims_mg._internal.rendering.blocks import Block, Headline
from alpims_mg._internal.rendering.html import html_of, html_parts_of
from alpims_mg._internal.rendering.localising import localised
from alpims_mg._internal.rendering.markdown import markdown_of
from alpims_mg._internal.rendering.records import record_grid, record_title
from alpims_mg._internal.rendering.text import text_of

WIDTH = 80
"""The number of columns of a page in plain text, if nothing else is asked for."""


@final
class Page(NamedTuple):
    """A page to show to a person: a title, then blocks in reading order.

    If there is a ``headline``, it is shown instead of the title. The title then only names the page, for example to
    a screen reader.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    headline: Headline | None = None
    language: Language = "en"

    def in_language(self, language: Language) -> "Page":
        """The page in another language. Details for clinicians stay English.

        A text without a translation stays English too, and says so: ``[English: half a capsule]``.
        """
        return localised(self, language)

    def text(self, width: int | None = WIDTH, *, details: bool = False, colour: bool = False) -> str:
        """The page as plain text. No line is wider than ``width`` columns, or than 20 if ``width`` is less.

        None sets no limit. A table that is too wide is folded. With ``details``, blocks of details are shown too. With
        ``colour``, the title or headline has the colour of its answer, as escape sequences for a terminal.
        """
        return text_of(self.title, self.headline, self.blocks, width=width, details=details, colour=colour)

    def markdown(self, *, details: bool = False) -> str:
        """The page as Markdown, with tables in pipe syntax. With ``details``, blocks of details are shown too."""
        return markdown_of(self.title, self.headline, self.blocks, details=details)

    def html(self, *, details: bool = False) -> str:
        """The page as one HTML element that brings its own style. With ``details``, blocks of details are open.

        Each table has a caption. Each heading cell has a scope, which screen readers use. There are no ids, no scripts,
        and nothing to fetch.
        """
        return html_of(self.title, self.headline, self.blocks, details=details, language=self.language)

    def html_parts(self) -> tuple[str, str]:
        """The headline and the blocks as HTML, for a host that brings the element around them and the style sheet."""
        return html_parts_of(self.headline, self.blocks)


class Displayed:
    """The base of all values that a notebook shows as a page. ``str`` of such a value is not changed.

    The page is a table with the fields of the value, unless a subclass defines ``page``. ``unstated`` is what it shows
    for None. If it is empty, the page leaves such a field out.
    """

    __slots__ = ()
    unstated: ClassVar[str] = ""

    def page(self) -> Page:
        """The page that shows this value to a person."""
        grid = record_grid(self, unstated=self.unstated)
        return Page(record_title(self), () if grid is None else (grid,))

    def _repr_markdown_(self) -> str:
        return self.page().markdown()

    def _repr_html_(self) -> str:
        return self.page().html()

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """The page in each medium that Jupyter can choose from: a mapping from MIME types to texts.

        Jupyter calls this method. ``include`` and ``exclude`` name the types that it wants, and those that it does not.
        """
        page = self.page()
        shown = {"text/plain": page.text, "text/markdown": page.markdown, "text/html": page.html}
        return {
            mime: render()
            for mime, render in shown.items()
            if (include is None or mime in include) and (exclude is None or mime not in exclude)
        }


class Renderable(Displayed):
    """The base of values whose ``str`` is their page. A subclass defines ``page``."""

    __slots__ = ()

    def page(self) -> Page:
        """The page that shows this value to a person."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.page().text()


def joined_page(title: str, values: Iterable[Displayed]) -> Page:
    """One page that shows several values in turn, each under its own title."""
    pages = [value.page() for value in values]
    return Page(title, tuple(chain.from_iterable((page.title, *page.blocks) for page in pages)))
