"""locpipe: documents and catalogs in, reviewable PO files out, offline."""

__version__ = "0.1.0"
