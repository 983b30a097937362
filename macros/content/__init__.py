"""What the data and the pages say: it reads `data/` and `docs/` into records and answers what can be asked of them alone."""
