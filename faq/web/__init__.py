"""What stands between the server and the views: page cache, protection, limits, logs, files."""
