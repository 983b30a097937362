"""Putting the built site on the web: what hosts need beside the pages, deploying, going back, checking from outside."""
