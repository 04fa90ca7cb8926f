"""What a reader keeps of papers: states, ratings, tags and notes, and saved questions."""
