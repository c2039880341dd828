"""Evaluation: what is read from articles held against a gold file, in which people have written what they tell."""
