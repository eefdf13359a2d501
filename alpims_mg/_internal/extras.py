"""A context manager that names the extra to install if an optional library is missing."""

from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def optional_imports(module: str, *, extra: str, libraries: tuple[str, ...]) -> Generator[None]:
    """A context manager for a block that imports the libraries of an extra.

    Raises: ``ModuleNotFoundError`` that names the extra, if one of the libraries is missing. The ``name`` of the error
    is the missing library. An error about any other missing module passes through unchanged.

    >>> with optional_imports("alpims_mg.adapters.cli", extra="cli", libraries=("no_such_library",)):
    ...     import no_such_library
    Traceback (most recent call last):
    ModuleNotFoundError: alpims_mg.adapters.cli needs no_such_library: pip install 'alpims-mg[cli]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in libraries:
            raise
        message = f"{module} needs {error.name}: pip install 'alpims-mg[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None
