"""Fillable Word forms: real tables, with a content control in each answer's cell."""
