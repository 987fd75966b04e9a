"""Uploaded pictures in an object store that speaks S3, for a site on more than one machine.

Pictures keep their address below MEDIA_URL and are handed out by the site itself: texts stay true
when the store changes, and no page loads anything from elsewhere. What goes wrong is an OSError, as
with files, so that callers need to know one kind of store only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

NOT_FOUND = 404


class ObjectStore(S3Storage):
    """django-storages' S3 with short waits, plain requests and the site's own addresses."""

    def __init__(self, **options: Any) -> None:
        # Stores other than Amazon's are asked by path, and get no checksums only Amazon knows.
        style = "path" if options.get("endpoint_url") else "auto"
        config = Config(
            connect_timeout=1,
            read_timeout=5,
            retries={"mode": "standard", "total_max_attempts": 2},
            s3={"addressing_style": style},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(client_config=config, file_overwrite=False, **options)

    def url(self, name: str, *args: Any, **options: Any) -> str:
        """The picture's address on this site."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"

    def exists(self, name: str) -> bool:
        """Whether there is such a picture; the store itself ("") is always there."""
        with _as_os_errors():
            return name == "" or bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _as_os_errors():
            folders, names = super().listdir(name)
            return folders, names

    def delete(self, name: str) -> None:
        with _as_os_errors():
            super().delete(name)

    def _open(self, name: str, mode: str = "rb") -> ContentFile:  # type: ignore[type-arg]
        """Fetch the whole picture with one request; FileNotFoundError if there is none."""
        key = self._normalize_name(clean_name(name))
        with _as_os_errors():
            found = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=key)
            return ContentFile(found["Body"].read(), name=name)

    def _save(self, name: str, content: Any) -> str:
        with _as_os_errors():
            return str(super()._save(name, content))


@contextmanager
def _as_os_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == NOT_FOUND:
            raise FileNotFoundError("no such picture in the object store") from error
        raise OSError(f"object store: {error.response['Error'].get('Code')}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(f"object store: {type(error).__name__}") from error
