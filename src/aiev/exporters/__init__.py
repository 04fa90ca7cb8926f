"""One file a format; pure renderers."""
