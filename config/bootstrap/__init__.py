"""From a bare checkout to a started Quintet, with nothing but Python's own library.

These files are read by whatever `python3` there is, so they keep to what Python 3.6 can parse: an old one shall
get a sentence, not a syntax error.
"""
