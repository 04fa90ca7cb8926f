"""Services that know works by DOI: who wrote them, and where."""
