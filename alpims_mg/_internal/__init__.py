"""General helpers: validation, representations, rendering, clock arithmetic, digests and folding of text.

Every package may import this one. This package imports only ``errors``. Start with the checks in ``validation``, with
``one_line_repr``, and with ``Renderable``, which shows a value as text, Markdown and HTML.
"""
