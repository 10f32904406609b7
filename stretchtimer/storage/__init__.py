"""Everything that touches files: paths, assets, routines, settings and history."""
