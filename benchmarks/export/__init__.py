"""Exports beside the serializers of rdflib and Oxigraph, on stores of any size."""
