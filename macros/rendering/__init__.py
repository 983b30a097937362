"""The pages' HTML: the macros, what their templates ask, charts and structured data."""
