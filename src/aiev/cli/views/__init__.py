"""What commands print, one file an answer: for people, for pipes and as JSON."""
