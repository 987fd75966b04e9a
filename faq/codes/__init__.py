"""Codes of mail servers and programs as people write them. Pure: no Django, no other core."""

from faq.codes.reading import Code, read, rewritten

__all__ = ["Code", "read", "rewritten"]
