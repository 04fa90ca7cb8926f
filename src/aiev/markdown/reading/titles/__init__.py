"""Which words of an entry are its title, and which link is the paper."""
