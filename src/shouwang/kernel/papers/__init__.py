"""One description of a document: form, checks, PDF, DOCX."""
