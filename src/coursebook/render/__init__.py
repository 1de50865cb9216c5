"""A notebook becomes a document, and the document a page or a PDF."""
