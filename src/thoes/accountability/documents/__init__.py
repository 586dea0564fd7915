"""Reports as PDF, spreadsheet and text."""
