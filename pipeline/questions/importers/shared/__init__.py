"""What several shapes have in common; none of these is an importer."""
