"""A knowledge base written down whole, and another one's taken in beside what is here."""
