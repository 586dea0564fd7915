"""Documents to print and to keep: tagged, archivable PDFs made by typst from templates in the modules."""

from thoes.foundation.documents.rendering import render_pdf

__all__ = ["render_pdf"]
