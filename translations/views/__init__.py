"""Pages of the administration for those who translate."""
