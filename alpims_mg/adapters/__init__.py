"""Adapters to other tools. They do not use one another, and each needs its own extra."""
