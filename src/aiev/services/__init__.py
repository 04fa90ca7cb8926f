"""One use case a file: join stores and sources, answer values."""
