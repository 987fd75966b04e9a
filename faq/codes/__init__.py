"""Codes of mail servers and programs as people write them. Pure: no Django, no other core."""

from faq.codes.reading import LONGEST_TYPED, Code, read, rewritten

__all__ = ["LONGEST_TYPED", "Code", "read", "rewritten"]
