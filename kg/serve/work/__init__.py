"""The work behind the server, in processes that can be killed: answers over a store. It knows no web framework."""
