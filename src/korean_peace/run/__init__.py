"""Runs lessons and keeps their outputs in one canonical form."""
