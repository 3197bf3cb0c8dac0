"""The pages for people: the form, a result with its pictures, the knowledge base."""
