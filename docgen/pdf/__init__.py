"""Write fillable, accessible PDF forms (ISO 32000-1 and PDF/UA-1, ISO 14289-1)."""
