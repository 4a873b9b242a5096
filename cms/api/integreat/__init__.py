"""Integreat's region API v3, read-only, so that its app and web client can show this site as a region.

What the client asks and expects is public: github.com/digitalfabrik/integreat-app, `shared/src/api`. Whoever asks is
nobody here: answers hold what everybody may see, whatever session or token came along.
"""
