"""The version of aiev; the build reads it from here.

Asking the installed package's metadata for it costs as much as a search.
"""

VERSION = "0.2.0"

READER_VERSION = 13
"""Raised whenever a list is read otherwise than before, so that unchanged lists are read anew.

What counts is all that storing a list works out from its bytes: entries, topics, links, findings,
and whether the text is a list at all.
"""
