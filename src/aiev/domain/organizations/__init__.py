"""Names of organizations: how they are written, and which of them are one."""
