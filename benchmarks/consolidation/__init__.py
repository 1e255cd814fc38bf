"""How the time and memory of consolidation grow with the number of claims."""
