"""The only reader of the knowledge base."""
