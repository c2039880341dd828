"""The web application: pages, fragments and JSON over the record."""
