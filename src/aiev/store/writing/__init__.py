"""The writing door: SQLModel, one transaction for each change."""
