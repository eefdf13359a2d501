"""Finds out whether bytes are text in an encoding, and guesses the encoding if not."""

import codecs
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from alpims_mg.errors import Fault

UTF_8: Final = "utf-8"
ENCODING_OPTION: Final = "--encoding"
_BLOCK: Final = 2**20
_MARKS: Final = MappingProxyType(
    {
        codecs.BOM_UTF32_LE: "utf-32",
        codecs.BOM_UTF32_BE: "utf-32",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
)
"""The bytes at the start of a file that name its encoding. Longer ones stand before shorter ones that begin alike."""
_LIKELY: Final = (UTF_8, "cp1252", "latin-1")
"""The encodings to guess, in this order. Every text can be read as the last one."""


def encoding_name(text: str, faults: list[Fault]) -> str:
    """The usual name of the encoding that a person named. What is no encoding of texts is added to ``faults``."""
    try:
        known: Any = codecs.lookup(text)
    except (LookupError, ValueError):
        known = None
    if known is not None and known._is_text_encoding:
        return str(known.name)
    expected, fix = "the name of an encoding of text", "write for example cp1252, latin-1 or utf-16"
    faults.append(Fault(path=ENCODING_OPTION, expected=expected, actual=repr(text), fix=fix))
    return UTF_8


def encoding_fault(name: str, stream: BinaryIO, encoding: str) -> Fault | None:
    """The fault of a file whose bytes are not text in this encoding, or hold a NUL; otherwise None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, block = 1, b"\n"
    while block:
        block = stream.read(_BLOCK)
        try:
            before, nul, _ = decoder.decode(block, final=not block).partition("\0")
        except UnicodeError as error:
            line += block.count(b"\n", 0, getattr(error, "start", 0))
            return _fault(name, f"other bytes in line {line}", block, encoding)
        line += before.count("\n")
        if nul:
            return _fault(name, f"a NUL in line {line}", block, encoding)
    return None


def _fault(name: str, actual: str, block: bytes, encoding: str) -> Fault:
    expected = "text in UTF-8" if encoding == UTF_8 else f"text in {encoding}, as {ENCODING_OPTION} says"
    guess, fix = guess_encoding(block), "save it as CSV in UTF-8"
    if guess == UTF_8:
        fix = f"leave {ENCODING_OPTION} out"
    elif guess:
        fix = f"add {ENCODING_OPTION} {guess} (a guess: check the letters), or {fix}"
    return Fault(path=name, expected=expected, actual=actual, fix=fix)


def guess_encoding(block: bytes) -> str:
    """The most likely encoding of these bytes of a file; empty if they are no text.

    >>> guess_encoding("Müller".encode("latin-1"))
    'cp1252'
    """
    for mark, encoding in _MARKS.items():
        if block.startswith(mark):
            return encoding
    if 0 in block:
        even, odd = (block[start::2].count(0) * 5 > len(block) for start in (0, 1))
        return "" if even == odd else "utf-16-be" if even else "utf-16-le"
    return next(encoding for encoding in _LIKELY if _is_text(block, encoding))


def _is_text(block: bytes, encoding: str) -> bool:
    """Whether these bytes are text in this encoding. The last character may be cut off."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(block)
    except UnicodeDecodeError:
        return False
    return True
