"""SHACL engines side by side on one graph with one file of shapes."""
