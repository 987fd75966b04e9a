"""Content as staff and fixtures change it: seed, import, versions, review, pictures."""
