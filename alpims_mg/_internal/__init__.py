"""Helpers that know nothing of magnesium: validation, rendering, clock arithmetic, digests and folding of text.

Every package may import it; it imports only ``errors``. Start with ``Renderable``, which shows a value as text,
Markdown and HTML, and the checks of ``validation``.
"""
