"""Documents to print and to keep: tagged, archivable PDFs of the same blocks for every module."""
