"""What a trained network reads from an article: scores, and claims decoded from them."""
