"""Models: how they come, are verified, are kept and go. The one place of locpipe that uses the network.

`store` is what the command line calls. ``index`` knows what can be fetched, ``download`` fetches it,
``archive`` unpacks what strangers packed, ``argos`` and ``firefox`` put a model in its place, and
``receipt`` remembers what was put there.
"""
