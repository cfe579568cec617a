"""The graph over HTTP, to people, programs, OpenRefine and assistants."""

from edu_kg.serve.app import serving_app
from edu_kg.serve.assistants import assistants_server
from edu_kg.serve.explorer import explorer_routes, routes_showing
from edu_kg.serve.limits import Limits
from edu_kg.serve.reconciliation import reconciliation_app, reconciliation_routes
from edu_kg.serve.views import VIEWS, View, show_view

__all__ = [
    "VIEWS",
    "Limits",
    "View",
    "assistants_server",
    "explorer_routes",
    "reconciliation_app",
    "reconciliation_routes",
    "routes_showing",
    "serving_app",
    "show_view",
]
