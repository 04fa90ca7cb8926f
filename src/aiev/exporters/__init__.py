"""One file a format; pure renderers behind the registry."""
