"""Where in a list an entry stands, and where a new one belongs."""
