"""The longer work of commands: asking sources, reading snapshots, importing and exporting."""
