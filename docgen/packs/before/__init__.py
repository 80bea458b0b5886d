"""Before a meeting: who is to be there, what is on the agenda, what is still open, and the invitation."""
