"""Defines the classes for ranked forms and routes. Each class writes its own page.

``ranking`` builds the options. Each option has a rank, today's answer, and the reasons for and against the option.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar, final

import attrs

from alpims_mg._internal.messages import ANY_RULE, as_it_is, joined, listed, rule_text, say, word
from alpims_mg._internal.rendering import (
    Block,
    Cell,
    Details,
    Foot,
    Grid,
    Headline,
    Listing,
    Marked,
    Page,
    Renderable,
    Section,
    Tone,
    heading,
    sentence,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, a_whole_number, an_instance, check_each, check_instances
from alpims_mg.errors import raise_if_any
from alpims_mg.explanation.unique_words import in_word_order, unique, word_faults
from alpims_mg.model.answer_blocks import (
    ALL_REASONS,
    NOT_CHECKED,
    PLEASE_TELL_US,
    answer_text,
    hours_to_keep,
    reasons,
    sections,
)
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import NO_FINDINGS, Finding, Findings, as_findings, separations_of
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.vocabulary import Aim, Answer, Domain, Form, Route

_SIDES: Final = (say("view.options", "for it"), say("view.options", "against it"))
_LONGEST_CELL: Final = 160
"""The most letters of reasons that a table shows in one cell. Longer reasons are lists below the table."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _RankedOption(Renderable):
    """Base class of ``FormOption`` and ``RouteOption``: a rank, an answer, and the reasons for and against.

    ``answer`` is the answer to starting this option today. ``words`` says it to a person.

    ``blocking`` holds the findings that withhold the option. ``missing`` holds the paths of the facts that the answer
    needs.
    """

    rank: int
    answer: Answer
    words: AnswerWords
    reasons_for: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)
    against: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)
    blocking: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)
    missing: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_whole_number("rank", self.rank, least=1, most=len(Form), of="places"),
                a_member("answer", self.answer, Answer),
                an_instance("words", self.words, AnswerWords, example="AnswerWords(...)"),
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

    def speaks_against(self) -> tuple[Finding, ...]:
        """The findings that withhold the option, then the other reasons against it."""
        return (*self.blocking, *self.against)

    def _page_of(self, name: str, product: Product) -> Page:
        asked, gaps = _asked_and_gaps((self,))
        blocks: Iterable[Block] = (
            *sections(
                Section(say("view.options", "For it"), reasons(self.reasons_for)),
                Section(say("view.options", "Against it"), reasons(self.speaks_against())),
                asked,
                gaps,
            ),
            Details(ALL_REASONS, _detail_listings(((name, self),))),
        )
        answer = answer_text(self.words.headline)
        shown = Headline(
            Tone(self.answer.value), answer, say("view.options", "This is for: {product}.", product=product.words())
        )
        title = say(
            "view.options", "{option}, rank {rank}: {answer}", option=heading(name), rank=self.rank, answer=answer
        )
        return Page(title, tuple(blocks), shown)


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

    def named(self) -> str:
        """What a person calls the form."""
        return word("Form", self.form)

    def page(self) -> Page:
        """A page with today's answer, and below it each reason. Rule ids and sources are details."""
        return self._page_of(self.named(), self.product)


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

    def named(self) -> str:
        """What a person calls the route."""
        return say("view.options", "on the skin") if self.route is Route.TOPICAL else word("Route", self.route)

    def page(self) -> Page:
        """A page with today's answer, and below it each reason. Rule ids and sources are details."""
        return self._page_of(self.named(), self.product)


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
        """A page that says which option comes first, then compares them. Rule ids and sources are details."""
        aims, domains = in_word_order(self.aims, Aim), in_word_order(self.domains, Domain)
        purposes = (
            *(word("Aim", aim) for aim in aims),
            *(say("view.options", "the domain {domain}", domain=word("Domain", domain)) for domain in domains),
        )
        shared = _shared(self.options)
        hours = _hours(self.options, shared)
        asked, gaps = _asked_and_gaps(self.options)
        unserved = joined(", ", map(as_it_is, self.unserved))
        wishes = (say("view.options", "No {what} is named for: {wishes}.", what=what, wishes=unserved),)
        named = tuple((option.named(), option) for option in self.options)
        answers = unique(option.words.headline for option in self.options)
        blocks: tuple[Block, ...] = (
            *(
                say(
                    "view.options",
                    "The answer for every {what} today: {answer}",
                    what=what,
                    answer=sentence(answer_text(answer)),
                )
                for answer in answers
                if len(answers) == 1
            ),
            *(() if purposes else (say("view.options", "Say what you want magnesium for, and the order may change."),)),
            *(wishes if self.unserved else ()),
            *self._compared(what, shared),
            *(
                (say("view.options", "Equal ranks are ties."),)
                if len({option.rank for option in self.options}) < len(self)
                else ()
            ),
            *sections(
                Section(say("view.options", "Keep in mind, whichever you choose"), reasons(shared)),
                hours,
                asked,
                gaps,
            ),
            Foot(rule_text(ANY_RULE, self.disclaimer)),
            Details(ALL_REASONS, (*_detail_listings(named), f"Edition {self.edition}.")),
        )
        return Page(self._first_of(what, purposes), blocks)

    def _first_of(self, what: str, purposes: tuple[str, ...]) -> str:
        """A sentence that names the options with the first rank."""
        first = [option.named() for option in self.options if option.rank == 1]
        if not first:
            return say("view.options", "No {what} is compared.", what=what)
        if len(first) == 1:
            words = say("view.options", "{option} comes first", option=first[0])
        else:
            options = listed(first)
            words = say("view.options", "{options} come first, with no difference between them", options=options)
        return sentence(
            say("view.options", "For {wishes}: {words}", wishes=listed(purposes), words=words) if purposes else words
        )

    def _compared(self, what: str, shared: tuple[Finding, ...]) -> Iterator[Block]:
        """Yield a table of the options. Long reasons follow as lists, and short ones are columns of the table."""
        sides = [
            (reasons(option.reasons_for), reasons(found for found in option.speaks_against() if found not in shared))
            for option in self.options
        ]
        cells = [tuple(joined(" ", lines) for lines in pair) for pair in sides]
        in_table = [side for side in (0, 1) if any(pair[side] for pair in cells)]
        if any(len(cell) > _LONGEST_CELL for pair in cells for cell in pair):
            in_table = []
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                str(option.rank),
                option.named(),
                Marked(Tone(option.answer.value), answer_text(option.words.cell)),
                *(pair[side] or say("view.options", "nothing") for side in in_table),
            )
            for option, pair in zip(self.options, cells, strict=True)
        )
        header = (
            say("view.options", "rank"),
            what,
            say("view.options", "answer today"),
            *(_SIDES[side] for side in in_table),
        )
        yield Grid(say("view.options", "Every {what}, the best first", what=what), header, rows, numbers=(0,))
        for option, pair in zip(self.options, sides, strict=True) if not in_table else ():
            for side, lines in zip(_SIDES, pair, strict=True):
                if lines:
                    yield Listing(say("", "{option}: {side}", option=heading(option.named()), side=side), lines)


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
        """A page that says which comes first, then a table of the options. Rule ids and sources are details."""
        return self._page_of(say("view.options", "form"))


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
        """A page that says which comes first, then a table of the options. Rule ids and sources are details."""
        return self._page_of(say("view.options", "route"))


def _shared(options: tuple[_RankedOption, ...]) -> tuple[Finding, ...]:
    """The findings that speak against every option, in the order of the first. None of them sets an option apart."""
    first, *others = options or (None,)
    if first is None:
        return ()
    return tuple(
        found for found in unique(first.speaks_against()) if all(found in other.speaks_against() for other in others)
    )


def _hours(options: Iterable[_RankedOption], shared: tuple[Finding, ...]) -> Section:
    """The hours to keep, if any option has some. The heading says so where that is not every option."""
    findings = unique(found for option in options for found in option.speaks_against() if found.separation)
    separations = separations_of(findings)
    section = hours_to_keep(findings, separations)
    with_capsule = say("view.options", "Hours to keep with a capsule")
    return section if separations == separations_of(shared) else section._replace(title=with_capsule)


def _asked_and_gaps(options: Iterable[_RankedOption]) -> tuple[Section, Section]:
    """What is missing for an answer, and what else was not checked."""
    missing = frozenset(path for option in options for path in option.missing)
    gaps = unique(gap for option in options for gap in option.not_checked)
    asked = unique(sentence(gap.words()) for gap in gaps if gap.path in missing)
    others = unique(sentence(gap.words()) for gap in gaps if gap.path not in missing)
    return Section(PLEASE_TELL_US, asked), Section(NOT_CHECKED, others)


def _detail_listings(options: Iterable[tuple[str, _RankedOption]]) -> tuple[Listing, ...]:
    """Every reason for and against each option, with its rule id and sources. Each option has its name beside it."""
    listings = (
        Listing(
            f"{option.rank}. {name}",
            (
                *(f"for: {found.text} ({found.rule}). {found.places()}" for found in option.reasons_for),
                *(f"{found.headline()}. {found.places()}" for found in option.speaks_against()),
                *(f"please state: {path}" for path in option.missing),
                *(f"not checked: {gap}" for gap in option.not_checked),
            ),
        )
        for name, option in options
    )
    return tuple(listing for listing in listings if listing.items)
