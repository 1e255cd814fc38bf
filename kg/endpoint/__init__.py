"""SPARQL endpoints of others, over HTTP: asked by the SPARQL protocol, filled by the Graph Store protocol or updates."""

from __future__ import annotations

from kg.endpoint.client import TIMEOUT, Endpoint, connect
from kg.endpoint.servers import SERVERS, addresses_of

__all__ = ["SERVERS", "TIMEOUT", "Endpoint", "addresses_of", "connect"]
