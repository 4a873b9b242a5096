"""Files that people upload: checked by what they are, not by what they are called.

Pictures are decoded and written anew, so that nothing survives but pixels: no place of recording, no
second format behind the first. Documents cannot be written anew; their content must be of the kind that
their ending says, and they are only ever sent as attachments.

`SiteImage.save` and `SiteDocument.save` ask these functions, so no way of storing a file goes round them;
the administration's forms ask first, to answer with a sentence.
"""

from .checked import CheckedFile
from .documents import checked_document
from .pictures import checked_picture

__all__ = ["CheckedFile", "checked_document", "checked_picture"]
