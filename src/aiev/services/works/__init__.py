"""Papers as works in the world: how often they are cited, and where they appeared."""
