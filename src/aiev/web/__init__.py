"""The database in a browser, by Datasette; all of it comes with the extra `aiev[web]`."""
