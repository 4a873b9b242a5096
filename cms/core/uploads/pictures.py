"""Pictures: decoded, turned upright and written anew."""

import warnings
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from cms.core.uploads.checked import CheckedFile, ending_of, safe_name, starts_over

#: Endings by the name that Pillow gives the format.
_ENDINGS = {"AVIF": {"avif"}, "GIF": {"gif"}, "JPEG": {"jpg", "jpeg"}, "PNG": {"png"}, "WEBP": {"webp"}}
_WRITTEN_WITH: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 80},
    "GIF": {},
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88},
}


def checked_picture(file: File) -> CheckedFile:
    """Return the same picture written anew, without metadata, under a safe name.

    Args:
        file: what was uploaded; read from its beginning.

    Raises:
        ValidationError: no picture of a kind we take, larger than allowed, of another kind than its
            ending says, or with two endings. The sentence is for the person who uploads.
    """
    name = safe_name(file.name or "")
    data = BytesIO(starts_over(file).read())
    with warnings.catch_warnings():
        # Pillow only warns between its limit and twice as much; ours is lower than both.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(data, formats=tuple(_ENDINGS)) as picture:
                _refuse_if_wrong(picture, name)
                written = _written_anew(picture)
        except ValidationError:
            raise
        except Image.DecompressionBombError:
            raise ValidationError(_too_large(), code="too_many_pixels") from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            raise ValidationError(
                _("This is not a picture that can be read. Upload a picture as %(kinds)s.") % {"kinds": _kinds()},
                code="no_picture",
            ) from None
    return CheckedFile(written, name=name)


def _refuse_if_wrong(picture: Image.Image, name: str) -> None:
    kind = str(picture.format)
    if ending_of(name) not in _ENDINGS[kind]:
        raise ValidationError(
            _("The content of the picture is %(kind)s, which its name does not say. Rename or convert it.")
            % {"kind": kind},
            code="wrong_ending",
        )
    width, height = picture.size
    if width * height * getattr(picture, "n_frames", 1) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_too_large(), code="too_many_pixels")


def _written_anew(picture: Image.Image) -> BytesIO:
    """Write pixels, colour profile and movement to a new file, and nothing else."""
    kind = str(picture.format)
    options = dict(_WRITTEN_WITH[kind])
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    target = BytesIO()
    if getattr(picture, "n_frames", 1) > 1:
        durations, frames = [], []
        for frame in ImageSequence.Iterator(picture):
            durations.append(frame.info.get("duration", 100))
            frames.append(_bare(frame))
        loop = picture.info.get("loop", 0)
        frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=durations, loop=loop, **options)
    else:
        _bare(ImageOps.exif_transpose(picture)).save(target, kind, **options)
    target.seek(0)
    return target


def _bare(picture: Image.Image) -> Image.Image:
    """Return a copy whose `info` is empty but for transparency: writers take metadata from there."""
    bare = picture.copy()
    bare.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    # Pillow's writers of WebP and PNG fall back to what `getexif` has cached.
    bare.getexif().clear()
    return bare


def _too_large() -> str:
    return _("The picture has more than %(million)s million pixels. Make it smaller before you upload it.") % {
        "million": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    }


def _kinds() -> str:
    return ", ".join(sorted(_ENDINGS))
