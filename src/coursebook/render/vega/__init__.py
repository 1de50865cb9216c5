"""Draws Vega-Lite charts without a browser."""
