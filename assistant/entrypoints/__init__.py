"""The doors: they translate, no more."""
