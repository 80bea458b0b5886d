"""Copies of a pack for one role: what is released, and what is withheld on which ground."""
