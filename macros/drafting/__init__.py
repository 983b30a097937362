"""From a file as an office keeps it (Word, web page, text, PDF) to a draft of an edition that a person confirms."""
