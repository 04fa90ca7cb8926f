"""The version of aiev; the build reads it from here.

Asking the installed package's metadata for it costs as much as a search.
"""

VERSION = "0.2.0"
