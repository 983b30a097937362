"""The name of every page that the program knows, told once: its file below `docs/` without `.md`, its address without `.html`.

The shell's own list is `overrides/partials/pages.html`; a test holds the two equal.
"""

# In each edition's folder.
FULL_TEXT = "toan-van"
FIGURES = "so-lieu"
DOCUMENTS = "van-ban"
TASKS = "nhiem-vu"
NOTES = "luu-y"
TERMS = "thuat-ngu"
ORGANISATIONS = "don-vi"

# Of the whole site.
ABOUT = "gioi-thieu"
ARCHIVE = "luu-tru"
DATA = "du-lieu"
SEARCH = "tim-kiem"
UPDATES = "cap-nhat"
