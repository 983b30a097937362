"""The rules on content: every fault at once, and the one way in to checked content (`check.checked`)."""
