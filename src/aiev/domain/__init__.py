"""Values that validate themselves."""
