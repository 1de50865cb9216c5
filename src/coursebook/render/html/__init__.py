"""The page of a notebook."""
