"""Words and rules of the field: tables, values and errors. Imports nothing else of the application."""
