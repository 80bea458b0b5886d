"""What happened when, and what the check answers: as rows and as a picture."""
