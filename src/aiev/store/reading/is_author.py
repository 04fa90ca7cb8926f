"""Which names of authors are somebody's, as SQL."""

# What lists write for further authors is kept with the paper, as a citation tells it; it is nobody.
_NOBODY = "('', 'et al', 'et. al', 'al', 'others', 'and others', '…')"
IS_AUTHOR = f"lower(rtrim(author.name, '.')) not in {_NOBODY}"
