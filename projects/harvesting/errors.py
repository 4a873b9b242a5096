"""What can be wrong with a request of a harvester, in the words of OAI-PMH 2.0, section 3.6."""


class OaiError(Exception):
    """A request that cannot be answered.

    Attributes:
        code: as the protocol names it, e.g. "badArgument".
        message: a sentence in English, as everything that the protocol says itself.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)
