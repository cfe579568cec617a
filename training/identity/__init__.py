"""The weights by which names are joined across articles, fitted on made articles."""
