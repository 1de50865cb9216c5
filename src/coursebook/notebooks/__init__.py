"""Reads, runs and stores notebooks."""
