"""Long work with progress that several commands share."""
