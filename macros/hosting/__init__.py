"""Putting a built site on the web and comparing what is there: it needs a folder and a URL, no content."""
