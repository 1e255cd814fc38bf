"""Every bundled query on graphs of any size, beside plain Oxigraph on the same text and beside rdflib."""
