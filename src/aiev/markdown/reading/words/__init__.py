"""What words beside a title mean: venues, names, organizations, sections about the list."""
