"""Turns lessons into what people hold: handouts and the pages that lead to them."""
