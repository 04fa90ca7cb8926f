"""Citations: BibTeX, CSL-JSON and RIS, with their names, keys and journal references."""
