"""The rules of Easy German, as advice."""
