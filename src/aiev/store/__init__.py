"""The two doors to the database: reader (sqlite3) and writer (SQLModel)."""
