"""Texts from outside in one form: fields of files, TeX, titles of web pages."""
