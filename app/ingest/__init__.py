"""Reading the press: sources in, stages, the writer."""
