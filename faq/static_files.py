"""How static files are named and served: hashed, compressed, kept for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names carry the hash of the content, also those that JavaScript modules import."""

    support_js_module_import_aggregation = True
