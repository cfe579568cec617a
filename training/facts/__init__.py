"""The network that reads events, participants, titles and relations."""
