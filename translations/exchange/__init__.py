"""Texts out to agencies and back, as XLIFF 2.0 and as PO."""
