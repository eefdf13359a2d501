"""Which form and which route suits this person today: all of them, ranked, with what speaks for and against each."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, final

import attrs

from alpims_mg._internal.rendering import Grid, Listing, Page, Renderable
from alpims_mg._internal.validation import a_member, a_text, a_whole_number, an_instance, check_each, check_instances
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.vocabulary import Aim, Answer, Domain, Form, Route, Word

_T = TypeVar("_T")


_W = TypeVar("_W", bound=Word)


_SAYS = {
    Answer.OFFER: "may be begun today by these rules",
    Answer.CONSULT: "to be begun only after a clinician has agreed",
    Answer.NEEDS_INFORMATION: "no answer until more is stated",
    Answer.WITHHOLD: "not to be begun today",
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _RankedOption(Renderable):
    """What every option carries: its place, today's answer to beginning it, and all that speaks for or against it.

    ``missing`` are the paths of facts without which there is no answer, ``not_checked`` what the answer leaves open.
    """

    rank: int
    answer: Answer
    reasons_for: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

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
        """Whether something withholds it today. Not to be blocked is not to be permitted: ``answer`` says which."""
        return self.answer is Answer.WITHHOLD

    def _page_of(self, name: str, product: Product) -> Page:
        listings = (
            Listing(title="For it", items=tuple(f"{_reason(one)}. {one.places()}" for one in self.reasons_for)),
            Listing(title="Against it", items=tuple(f"{one.headline()}. {one.places()}" for one in self.against)),
            Listing(title="Blocked by", items=tuple(f"{one.headline()}. {one.places()}" for one in self.blocking)),
            Listing(title="Please state", items=self.missing),
            Listing(title="Not checked", items=tuple(map(str, self.not_checked))),
        )
        title = f"{name}, rank {self.rank}: {_SAYS[self.answer]} ({self.answer})"
        return Page(title=title, blocks=(f"Answered for: {product}", *(one for one in listings if one.items)))


@final
@attrs.frozen(kw_only=True)
class FormOption(_RankedOption):
    """One form.

    ``product`` is what the answer is about: a capsule of the strength that the rulebook suggests, its label not read.
    """

    product: Capsule

    def __attrs_post_init__(self) -> None:
        _RankedOption.__attrs_post_init__(self)
        raise_if_any((an_instance("product", self.product, Capsule, example="Capsule(...)"),))

    @property
    def form(self) -> Form:
        """The magnesium compound."""
        return self.product.form

    @property
    def name(self) -> str:
        """The form, as the wire writes it."""
        return str(self.form)

    def page(self) -> Page:
        """Today's answer, then every reason with its places."""
        return self._page_of(self.name, self.product)


@final
@attrs.frozen(kw_only=True)
class RouteOption(_RankedOption):
    """One route.

    ``product`` is what the answer is about: a capsule of the form that ranks first, its label not read, or topical
    magnesium.
    """

    product: Product

    def __attrs_post_init__(self) -> None:
        _RankedOption.__attrs_post_init__(self)
        raise_if_any((an_instance("product", self.product, Capsule | Topical, example="Topical(vehicle=Vehicle.OIL)"),))

    @property
    def route(self) -> Route:
        """How the magnesium reaches the body."""
        return self.product.route

    @property
    def name(self) -> str:
        """The route, as the wire writes it."""
        return str(self.route)

    def page(self) -> Page:
        """Today's answer, then every reason with its places."""
        return self._page_of(self.name, self.product)


_O = TypeVar("_O", bound=FormOption | RouteOption)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Ranking(Renderable, Generic[_O]):
    """What every ranking carries. It can be gone through, counted and indexed, the best option first.

    ``unserved`` names the aims and domains that nothing here is named for.
    """

    aims: frozenset[Aim] = frozenset()
    domains: frozenset[Domain] = frozenset()
    unserved: tuple[str, ...] = ()
    options: tuple[_O, ...]
    edition: str
    disclaimer: str

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

    def __iter__(self) -> Iterator[_O]:
        return iter(self.options)

    def __len__(self) -> int:
        return len(self.options)

    def __getitem__(self, place: int) -> _O:
        return self.options[place]

    def _page_of(self, what: str) -> Page:
        """The ranking as one table, then the reasons of each option, then those that all of them share."""
        aims, domains = in_word_order(self.aims, Aim), in_word_order(self.domains, Domain)
        asked = ", ".join((*map(str, aims), *(f"the domain {one}" for one in domains)))
        lines = [tuple(_lines(one)) for one in self.options]
        shared = unique(line for some in lines for line in some if all(line in others for others in lines))
        listings = [
            Listing(title=f"{one.rank}. {one.name}", items=tuple(line for line in some if line not in shared))
            for one, some in zip(self.options, lines, strict=True)
        ]
        listings += (
            Listing(title=f"Of every {what}", items=shared),
            Listing(title=f"Asked for, and no {what} is named for it", items=self.unserved),
            Listing(title="Please state", items=unique(path for one in self.options for path in one.missing)),
            Listing(title="Not checked", items=unique(str(left) for one in self.options for left in one.not_checked)),
        )
        grid = Grid(
            caption="1 is best; equal ranks are ties",
            header=("rank", what, "to begin it today", "for", "against", "blocked by"),
            rows=tuple(map(_row, self.options)),
        )
        told = (one for one in listings if one.items)
        return Page(
            title=f"Every {what}, ranked for {asked or 'no aim in particular'}",
            blocks=(grid, *told, f"Edition {self.edition}. {self.disclaimer}"),
        )


@final
@attrs.frozen(kw_only=True)
class FormOptions(_Ranking[FormOption]):
    """All six forms, ranked. It can be gone through, counted and indexed, the best option first."""

    options: tuple[FormOption, ...]

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        raise_if_any(check_instances("options", self.options, FormOption))

    def page(self) -> Page:
        """The ranking as one table, then the reasons."""
        return self._page_of("form")


@final
@attrs.frozen(kw_only=True)
class RouteOptions(_Ranking[RouteOption]):
    """Both routes, ranked. It can be gone through, counted and indexed, the better option first."""

    options: tuple[RouteOption, ...]

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        raise_if_any(check_instances("options", self.options, RouteOption))

    def page(self) -> Page:
        """The ranking as one table, then the reasons."""
        return self._page_of("route")


def _row(option: FormOption | RouteOption) -> tuple[str, ...]:
    held = (option.reasons_for, option.against, option.blocking)
    return (str(option.rank), option.name, str(option.answer), *(str(len(some)) for some in held))


def _reason(one: Finding) -> str:
    """A reason for an option, without the verdict: it permits nothing by itself."""
    return f"{one.text} ({one.rule})"


def _lines(option: _RankedOption) -> Iterator[str]:
    """Every reason in one line, those for the option first."""
    yield from (f"for: {_reason(one)}" for one in option.reasons_for)
    yield from (one.headline() for one in (*option.blocking, *option.against))


def word_faults(path: str, values: object, kind: type[Word]) -> Iterator[Fault | None]:
    """A fault for each value that is no member of an enum."""
    return check_each(path, values, lambda at, value: a_member(at, value, kind))


def in_word_order(words: Iterable[_W], kind: type[_W]) -> tuple[_W, ...]:
    """The words in the order of their list, each once."""
    held = frozenset(words)
    return tuple(word for word in kind if word in held)


def unique(values: Iterable[_T]) -> tuple[_T, ...]:
    """The values without repetition, in their first order."""
    return tuple(dict.fromkeys(values))
