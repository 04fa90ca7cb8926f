"""New entries, and such as move, in the style of those beside them."""
