"""Values that every other package shares. Nothing here opens, prints or decides."""
