"""The papers of a meeting: one accessible PDF, and the minutes as a Word document."""
