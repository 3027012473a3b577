"""A folder of PO files from another tool becomes a locpipe project: `layout` finds, `match` pairs, `template` fills gaps."""
