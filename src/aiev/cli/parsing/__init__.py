"""What a command line says: options declared once, read quickly, by Typer, or by a shell."""
