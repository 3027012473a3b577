"""PO files: read, merge with a document, write. The stage between the machine and the translator."""
