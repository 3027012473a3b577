"""What a run found, written for people and for other programs. One form a file."""
