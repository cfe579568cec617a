"""Training of the English language pipelines: convert, train, evaluate, export."""
