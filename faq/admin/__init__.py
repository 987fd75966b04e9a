"""The staff's side of the site: Django's admin in German, one module per family of models.

Nothing is imported here: the site object lives in this package and must exist before any model is
registered on it. `HelpAdminConfig` imports every module when Django is ready.
"""
