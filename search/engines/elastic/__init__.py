"""Elasticsearch as an engine.

client.py      speaking to the server; a fuse that blows when it does not answer
schema.py      what an index looks like, and what an entry looks like in it
querying.py    questions in its words
engine.py      asking it
"""
