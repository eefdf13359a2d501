"""General helpers: validation, representations, rendering, clock arithmetic, digests and folding of text.

Every package may import it; it imports only ``errors``. Start with the checks in ``validation``, ``one_line_repr``, and
``Renderable``, which shows a value as text, Markdown and HTML.
"""
