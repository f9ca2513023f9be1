"""Words: the catalogues of messages, one file a language."""
