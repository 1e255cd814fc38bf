"""Runs over any number of documents: in shards, each sealed when it is whole, so that a run can end at any moment and go on."""
