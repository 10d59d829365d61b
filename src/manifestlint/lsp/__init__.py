"""The same for editors: a language server that judges what is being typed."""
