"""What goes with the papers of a meeting as it came: looked at, made safe, and joined to the pack."""
