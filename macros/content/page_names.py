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
COMPARISON = "so-voi-ky-truoc"  # only where the series has an edition before

# Of the whole site.
ABOUT = "gioi-thieu"
ARCHIVE = "luu-tru"
DATA = "du-lieu"
SEARCH = "tim-kiem"
UPDATES = "cap-nhat"
SERIES = "qua-cac-ky"  # the folder of a page for each series of figures
