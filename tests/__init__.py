"""Tests mirror the package; the knowledge base tests itself."""
