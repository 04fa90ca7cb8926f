"""The tools that agents call, one a file; each loads what it needs when it is called."""
