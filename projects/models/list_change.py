"""That something changed by which lists of projects are counted."""

from django.db import models


class ListChange(models.Model):
    """A row for each change, written in its transaction. Rows are only added: nobody waits for anybody."""

    def __str__(self) -> str:
        return str(self.pk)
