"""The command line (extra ``cli``): each command reads a file and prints the answer as text or as JSON.

``run`` runs one command. A command lives in a module for its subject, such as ``course_commands``, and is added to
``app`` in ``application``. Only ``__main__`` imports this package.
"""

from alpims_mg._internal.extras import optional_imports

with optional_imports(__name__, extra="cli", libraries=("cyclopts", "rich")):
    from alpims_mg.adapters.cli.running import run

__all__ = ["run"]
