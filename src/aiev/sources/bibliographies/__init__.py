"""Works as the files of other programs list them: bibliographies, tables, bookmarks, feeds."""
