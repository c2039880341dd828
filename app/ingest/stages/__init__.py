"""Pure functions, value in, value out; they import only `domain` and `lexicon`, never one another."""
