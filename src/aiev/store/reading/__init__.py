"""The reading door: sqlite3 rows to frozen values; never loads SQLModel."""
