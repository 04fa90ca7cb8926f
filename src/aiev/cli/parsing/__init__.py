"""What a command line says: its options, declared once, and the ways to read and complete it."""
