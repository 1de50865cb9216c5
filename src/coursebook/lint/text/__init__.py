"""What the rules know of language: blocks, sentences, names, values."""
