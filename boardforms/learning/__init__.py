"""Forms that the program did not make: their layouts are learned, confirmed by a person, and read from then on."""
