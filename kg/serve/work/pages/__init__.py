"""Pages to read: actors, places, incidents, documents, claims, sources, answers. They need no script."""
