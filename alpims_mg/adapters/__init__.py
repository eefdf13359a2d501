"""Rooms that know nothing of one another, each behind its own extra."""
