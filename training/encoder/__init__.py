"""Training of the accurate tier: one fine-tuned encoder with heads for tags, trees and mentions."""
