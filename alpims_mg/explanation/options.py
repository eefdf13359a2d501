"""Defines the classes for ranked forms and routes. Each class writes its own page.

``ranking`` builds the options. Each option has a rank, today's answer, and the reasons for and against the option.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, final

import attrs

from alpims_mg._internal.rendering import Grid, Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, a_whole_number, an_instance, check_each, check_instances
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.vocabulary import Aim, Answer, Domain, Form, Route, Word

_T = TypeVar("_T")
_W = TypeVar("_W", bound=Word)

_ANSWER_WORDS = {
    Answer.OFFER: "by these rules, it can be started today",
    Answer.CONSULT: "ask a clinician before you start",
    Answer.NEEDS_INFORMATION: "no answer until more is stated",
    Answer.WITHHOLD: "do not start today",
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _RankedOption(Renderable):
    """Base class of ``FormOption`` and ``RouteOption``: a rank, an answer, and the reasons for and against.

    ``answer`` is the answer to starting this option today.

    ``blocking`` holds the findings that withhold the option. ``missing`` holds the paths of the facts that the answer
    needs.
    """

    rank: int
    answer: Answer
    reasons_for: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_whole_number("rank", self.rank, least=1, most=len(Form), of="places"),
                a_member("answer", self.answer, Answer),
                *check_instances("reasons_for", self.reasons_for, Finding),
                *check_instances("against", self.against, Finding),
                *check_instances("blocking", self.blocking, Finding),
                *check_each(
                    "missing", self.missing, lambda path, value: a_text(path, value, example="situation.kidney")
                ),
                *check_instances("not_checked", self.not_checked, NotChecked),
            )
        )

    @property
    def blocked(self) -> bool:
        """Whether a finding withholds the option today.

        An option that is not blocked may still not be permitted: see ``answer``.
        """
        return self.answer is Answer.WITHHOLD

    def _page_of(self, name: str, product: Product) -> Page:
        listings = (
            Listing(title="Reasons for it", items=tuple(f"{_reason(row)}. {row.places()}" for row in self.reasons_for)),
            Listing(title="Reasons against it", items=_with_places(self.against)),
            Listing(title="Blocked by", items=_with_places(self.blocking)),
            Listing(title="Please state", items=self.missing),
            Listing(title="Not checked", items=tuple(map(str, self.not_checked))),
        )
        title = f"{name}, rank {self.rank}: {_ANSWER_WORDS[self.answer]} ({self.answer})"
        shown = (listing for listing in listings if listing.items)
        return Page(title=title, blocks=(f"The answer is for: {product}", *shown))


@final
@attrs.frozen(kw_only=True)
class FormOption(_RankedOption):
    """One form of magnesium, with its rank.

    The answer is for ``product``: a capsule of the strength that the rulebook suggests, with an unread label.
    """

    product: Capsule

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _RankedOption.__attrs_post_init__(self)
        raise_if_any((an_instance("product", self.product, Capsule, example="Capsule(...)"),))

    @property
    def form(self) -> Form:
        """The form of magnesium in ``product``."""
        return self.product.form

    @property
    def name(self) -> str:
        """The word for the form in JSON, such as ``glycinate``."""
        return str(self.form)

    def page(self) -> Page:
        """A page with today's answer, and below it every reason with its sources."""
        return self._page_of(self.name, self.product)


@final
@attrs.frozen(kw_only=True)
class RouteOption(_RankedOption):
    """One route, with its rank.

    The answer is for ``product``: topical magnesium, or a capsule of the form that ranks first, with an unread label.
    """

    product: Product

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _RankedOption.__attrs_post_init__(self)
        raise_if_any((an_instance("product", self.product, Capsule | Topical, example="Topical(vehicle=Vehicle.OIL)"),))

    @property
    def route(self) -> Route:
        """The route of ``product``: capsule or topical."""
        return self.product.route

    @property
    def name(self) -> str:
        """The word for the route in JSON: ``capsule`` or ``topical``."""
        return str(self.route)

    def page(self) -> Page:
        """A page with today's answer, and below it every reason with its sources."""
        return self._page_of(self.name, self.product)


_AnyOption = TypeVar("_AnyOption", bound=FormOption | RouteOption)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Ranking(Renderable, Generic[_AnyOption]):
    """Base class of ``FormOptions`` and ``RouteOptions``: a sequence of options, the best first.

    ``aims`` and ``domains`` are what the person wants magnesium for. ``unserved`` holds those of them that
    the guide names no option for.
    """

    aims: frozenset[Aim] = frozenset()
    domains: frozenset[Domain] = frozenset()
    unserved: tuple[str, ...] = ()
    options: tuple[_AnyOption, ...]
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *word_faults("aims", self.aims, Aim),
                *word_faults("domains", self.domains, Domain),
                *check_each("unserved", self.unserved, lambda path, value: a_text(path, value, example="migraine")),
                a_text("edition", self.edition, example="2026-11-22"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    def __iter__(self) -> Iterator[_AnyOption]:
        return iter(self.options)

    def __len__(self) -> int:
        return len(self.options)

    def __getitem__(self, index: int) -> _AnyOption:
        return self.options[index]

    def _page_of(self, what: str) -> Page:
        """A page with a table of the options, then the reasons of each option, then the shared reasons."""
        aims, domains = in_word_order(self.aims, Aim), in_word_order(self.domains, Domain)
        purposes = ", ".join((*map(str, aims), *(f"the domain {domain}" for domain in domains)))
        lines = [tuple(_reason_lines(option)) for option in self.options]
        shared = unique(line for own in lines for line in own if all(line in others for others in lines))
        listings = [
            Listing(title=f"{option.rank}. {option.name}", items=tuple(line for line in own if line not in shared))
            for option, own in zip(self.options, lines, strict=True)
        ]
        not_checked = (gap for option in self.options for gap in option.not_checked)
        listings += (
            Listing(title=f"The same for every {what}", items=shared),
            Listing(title=f"No {what} is named for", items=self.unserved),
            Listing(title="Please state", items=unique(path for option in self.options for path in option.missing)),
            Listing(title="Not checked", items=unique(map(str, not_checked))),
        )
        grid = Grid(
            caption="1 is best; equal ranks are ties",
            header=("rank", what, "start today", "for", "against", "blocked by"),
            rows=tuple(map(_row, self.options)),
            numbers=(0, 3, 4, 5),
        )
        shown = (listing for listing in listings if listing.items)
        return Page(
            title=f"Every {what}, ranked for {purposes or 'no aim in particular'}",
            blocks=(grid, *shown, f"Edition {self.edition}. {self.disclaimer}"),
        )


@final
@attrs.frozen(kw_only=True)
class FormOptions(_Ranking[FormOption]):
    """All forms, ranked. The ranking supports iteration, ``len`` and indexing. The best option comes first."""

    options: tuple[FormOption, ...]

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        raise_if_any(check_instances("options", self.options, FormOption))

    def page(self) -> Page:
        """A page with a table of the options, and below it the reasons for and against each option."""
        return self._page_of("form")


@final
@attrs.frozen(kw_only=True)
class RouteOptions(_Ranking[RouteOption]):
    """Both routes, ranked. The ranking supports iteration, ``len`` and indexing. The better option comes first."""

    options: tuple[RouteOption, ...]

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        raise_if_any(check_instances("options", self.options, RouteOption))

    def page(self) -> Page:
        """A page with a table of the options, and below it the reasons for and against each option."""
        return self._page_of("route")


def _row(option: FormOption | RouteOption) -> tuple[str, ...]:
    counts = (len(findings) for findings in (option.reasons_for, option.against, option.blocking))
    return (str(option.rank), option.name, str(option.answer), *map(str, counts))


def _reason(finding: Finding) -> str:
    """The text of a finding, then its rule id, without its verdict."""
    return f"{finding.text} ({finding.rule})"


def _with_places(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(f"{finding.headline()}. {finding.places()}" for finding in findings)


def _reason_lines(option: _RankedOption) -> Iterator[str]:
    """Yields one line for each reason: first the reasons for the option, then those against it."""
    yield from (f"for: {_reason(finding)}" for finding in option.reasons_for)
    yield from (finding.headline() for finding in (*option.blocking, *option.against))


def word_faults(path: str, values: object, kind: type[Word]) -> Iterator[Fault | None]:
    """Yields, for each value, a fault if the value is not a member of the enum ``kind``."""
    return check_each(path, values, lambda at, value: a_member(at, value, kind))


def in_word_order(words: Iterable[_W], kind: type[_W]) -> tuple[_W, ...]:
    """The words without repetition, in the order of the enum ``kind``."""
    given = frozenset(words)
    return tuple(word for word in kind if word in given)


def unique(values: Iterable[_T]) -> tuple[_T, ...]:
    """The values without repetition, in the order of their first occurrence."""
    return tuple(dict.fromkeys(values))
