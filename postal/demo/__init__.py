"""Invented people and dossiers for a demonstration. Lives at the end of the road of imports, so it may use every app."""
