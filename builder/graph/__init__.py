"""What a workflow is, without framework or database: document, graph, problems, changes, references."""
