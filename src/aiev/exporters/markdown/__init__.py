"""A markdown list made anew from the knowledge base."""
