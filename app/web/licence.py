"""Under which licence the record is: what our pages, headers and the API say of it."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""CC BY 4.0, for the record; sentences and quotations belong to their sources."""

LICENCE_LINK = f'<{LICENCE}>; rel="license"'
"""The same as a header `Link` (RFC 8288)."""
