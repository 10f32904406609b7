"""The files of a person's own routines: editing, keeping, deleting, sharing."""
