"""Catalogs for reviewers without Poedit: out as XLIFF or a spreadsheet, and back with nothing lost."""
