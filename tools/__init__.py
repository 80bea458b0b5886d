"""Scripts run by hand: they make what is kept in the repository from what is written there."""
