"""What helps editors and reviewers: check in several forms, mend, where used, what a change does, schemas."""
