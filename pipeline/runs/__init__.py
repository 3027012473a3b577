"""What a command does with many documents: one module a command, no terminal in sight.

A run returns a report with a ``to_json`` that follows docs/cli.md; the command shows it.
"""
