"""The graph over HTTP: a reconciliation service."""

from edu_kg.serve.reconciliation import reconciliation_app, reconciliation_routes

__all__ = ["reconciliation_app", "reconciliation_routes"]
