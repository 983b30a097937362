"""The published data sets: which there are, their columns, and what a published record says beyond its data file."""
