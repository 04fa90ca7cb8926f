"""What commands answer: each for people, for pipes and as JSON."""
