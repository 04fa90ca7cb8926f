"""Taking back what a command has changed, row by row, unless another has changed it since."""
