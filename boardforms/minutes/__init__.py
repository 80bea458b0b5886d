"""Minutes that came back: what they say becomes part of the meeting's file, and of the case."""
