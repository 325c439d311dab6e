"""Imports workflows of n8n: what can be translated is, and a report says of everything else what became of it."""

from builder.graph.n8n.importer import Imported, import_workflow
from builder.graph.n8n.report import Entry

__all__ = ["Entry", "Imported", "import_workflow"]
