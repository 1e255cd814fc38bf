"""The front of the server: HTTP, the protocol, bounds, workers. It opens no store."""
