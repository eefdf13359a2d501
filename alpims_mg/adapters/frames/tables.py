"""Tables from codes to codes: what a combination comes to is asked once, and then read from its place."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, Generic, TypeVar, final

import attrs
import numpy as np
from numpy.typing import NDArray

from alpims_mg.adapters.frames.coding import LEARNING, Array, Batch, Coded, Codes, gathered, occurring

V = TypeVar("V", bound=Hashable)


class Grouped(Coded[V]):
    """What each value of another column of codes comes to; groups of groups are read from their root at once."""

    def __init__(self, group: Callable[[Any], V], node: Coded[Any]) -> None:
        super().__init__()
        inner: tuple[Callable[[Any], Any], ...] = ()
        self.root: Coded[Any] = node
        if isinstance(node, Grouped):
            self.root, inner = node.root, node.groups
        self.groups: tuple[Callable[[Any], Any], ...] = (*inner, group)
        self._codes = np.empty(0, np.int32)

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        codes = batch.codes(self.root)
        groups = self.codes()
        if len(self.values) == 1:
            return 0
        return gathered(groups, codes) if isinstance(codes, np.ndarray) else int(groups[codes])

    def codes(self) -> NDArray[np.int32]:
        """The code of what each value of the root comes to."""
        if len(self._codes) < len(self.root.values):
            with LEARNING:
                told = self.root.values[len(self._codes) :]
                new = np.array([self.code(self._grouped(value)) for value in told], np.int32)
                self._codes = np.concatenate([self._codes, new])
        return self._codes

    def _grouped(self, value: Any) -> Any:
        for group in self.groups:
            value = group(value)
        return value


@final
class Figures:
    """A whole number for each value of codes, gathered at once."""

    def __init__(self, node: Coded[Any], cell: Callable[[Any], int]) -> None:
        self._groups = Grouped(cell, node)
        self._cells = np.empty(0, np.int64)

    def of(self, batch: Batch) -> Codes:
        """The numbers of some rows."""
        codes, groups = batch.codes(self._groups.root), self._groups.codes()
        if len(self._groups.values) == 1:
            return self._groups.values[0]
        cells = self._cells
        if len(cells) < len(groups):
            self._cells = cells = gathered(np.array(self._groups.values, np.int64), groups)
        return gathered(cells, codes) if isinstance(codes, np.ndarray) else int(cells[codes])


class Table(Coded[V]):
    """What each combination of values comes to, asked once for each that occurs."""

    def __init__(self, of: Callable[..., V], *inputs: Coded[Any]) -> None:
        super().__init__()
        self._of = of
        self._inputs = inputs
        self._asked: dict[tuple[int, ...], int] = {}
        self._laid = _Laid(inputs, lambda bits: _Layout.of(bits, self._asked))

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        told = [batch.codes(one) for one in self._inputs]
        if not any(isinstance(codes, np.ndarray) for codes in told):
            return self._answer(tuple(map(int, told)))
        layout = self._laid.out()
        if layout.table is None:
            return self._apart(told, batch.rows)
        packed = layout.packed(told)
        found = gathered(layout.table, packed)
        if found.min() < 0:
            for key in occurring(packed[found < 0], len(layout.table)).tolist():
                layout.table[key] = self._answer(layout.unpacked(key))
            found = gathered(layout.table, packed)
        return found if len(self.values) > 1 else 0

    def _apart(self, told: Sequence[Codes], rows: int) -> Codes:
        """The codes of some rows, of which each combination is looked for, as there may be too many for a table."""
        columns = [np.broadcast_to(codes, rows) for codes in told]
        first, keys = np.zeros(1, np.intp), np.zeros(rows, np.int64)
        for codes in columns:
            _, first, keys = np.unique(keys * (int(codes.max()) + 1) + codes, return_index=True, return_inverse=True)
        answers = [self._answer(tuple(int(codes[row]) for codes in columns)) for row in first]
        return np.array(answers, np.int32).take(keys)

    def _answer(self, codes: tuple[int, ...]) -> int:
        with LEARNING:
            if codes not in self._asked:
                values = (one.values[code] for one, code in zip(self._inputs, codes, strict=True))
                self._asked[codes] = self.code(self._of(*values))
            return self._asked[codes]


@final
class Combinations:
    """Every combination of some codes that was met, and what other columns of codes hold of it."""

    def __init__(self, inputs: Sequence[Coded[Any]], told: Sequence[Coded[Any]]) -> None:
        self._inputs = inputs
        self._told = told
        self._laid = _Laid(inputs, lambda bits: _Met(_Layout.of(bits, {})))

    def of(self, batch: Batch) -> Sequence[Codes]:
        """What the columns hold of some rows: by combination, and where those may be too many, row by row."""
        codes = [batch.codes(one) for one in self._inputs]
        met = self._laid.out()
        table = met.layout.table
        if table is None:
            return [batch.codes(one) for one in self._told]
        packed = np.atleast_1d(met.layout.packed(codes))
        found = gathered(table, packed)
        if found.min() < 0:
            new = occurring(packed[found < 0], len(table))
            with LEARNING:
                told = dict(zip(self._inputs, met.layout.unpacked(new), strict=True))
                table[new] = met.learned(Batch.told(told, len(new)), self._told)
            found = gathered(table, packed)
        return [gathered(told, found) for told in met.told]


@final
class _Met:
    """Combinations that were met, by their place."""

    def __init__(self, layout: "_Layout") -> None:
        self.layout = layout
        self.told: Sequence[Array] = ()

    def lacks(self, bits: Sequence[int]) -> bool:
        """Whether some need more bits."""
        return self.layout.lacks(bits)

    def learned(self, new: Batch, columns: Sequence[Coded[Any]]) -> Array:
        """The places of new ones, once it is kept what columns hold of them."""
        told = [np.broadcast_to(new.codes(one), new.rows) for one in columns]
        before = self.told or [np.empty(0, np.int64)] * len(told)
        self.told = [np.concatenate(both) for both in zip(before, told, strict=True)]
        return np.arange(new.rows) + len(before[0])


L = TypeVar("L", "_Layout", _Met)


@final
class _Laid(Generic[L]):
    """What is laid out for the codes of some inputs, and laid out anew where there are more than it has room for."""

    def __init__(self, inputs: Sequence[Coded[Any]], anew: Callable[[Sequence[int]], L]) -> None:
        self._inputs = inputs
        self._anew: Callable[[Sequence[int]], L] = anew
        self._now: L = anew([0] * len(inputs))

    def out(self) -> L:
        """With room for every value that was met."""
        now = self._now
        if now.lacks(self._bits()):
            with LEARNING:
                if self._now.lacks(bits := self._bits()):
                    self._now = self._anew(bits)
                now = self._now
        return now

    def _bits(self) -> Sequence[int]:
        return [(len(one.values) - 1).bit_length() for one in self._inputs]


@final
@attrs.frozen
class _Layout:
    """How codes are packed into one number, and what stands at each in a table.

    Where the table would be too large there is none, and nothing is packed.
    """

    bits: Sequence[int]
    shifts: Sequence[int]
    table: NDArray[np.int32] | None

    @classmethod
    def of(cls, bits: Sequence[int], asked: Mapping[tuple[int, ...], int]) -> "_Layout":
        *shifts, whole = accumulate(bits, initial=0)
        if whole > _MOST_BITS:
            return cls(bits, shifts, None)
        layout = cls(bits, shifts, table := np.full(1 << whole, -1, np.int32))
        for codes, answer in asked.items():
            table[layout.packed(codes)] = answer
        return layout

    def lacks(self, bits: Sequence[int]) -> bool:
        """Whether some need more bits."""
        return any(needed > had for needed, had in zip(bits, self.bits, strict=True))

    def packed(self, codes: Iterable[Codes]) -> Any:
        packed: Any = 0
        for one, shift in zip(codes, self.shifts, strict=True):
            packed = packed | one << shift
        return packed

    def unpacked(self, key: Any) -> tuple[Any, ...]:
        return tuple(key >> shift & ((1 << bits) - 1) for shift, bits in zip(self.shifts, self.bits, strict=True))


_MOST_BITS: Final = 21
