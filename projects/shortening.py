"""Texts cut to a length."""


def shortened(text: str, length: int) -> str:
    """Return `text` in at most `length` characters, cut between words and marked."""
    if len(text) <= length:
        return text
    cut = text[: length - 2]
    head = cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut
    return head.rstrip(" ,;:-") + " …"
