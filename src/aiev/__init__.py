"""Turn an awesome list of AI papers into a knowledge base, and back into lists."""
