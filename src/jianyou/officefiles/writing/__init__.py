"""Papers as Word, Excel and PDF files, and the fonts that they are set in."""
