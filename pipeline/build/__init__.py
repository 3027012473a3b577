"""What is delivered: localized documents and compiled ``.mo`` catalogs."""
