"""Servers of the project's own, for whoever has none: PostgreSQL and Elasticsearch.

Nothing here imports Django or any part of the site; the settings import this.
"""
