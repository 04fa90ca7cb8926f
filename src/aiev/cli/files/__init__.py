"""Files and folders that commands write: each whole or not at all."""
