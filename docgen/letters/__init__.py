"""The letters that a procedure asks for, as Word documents filled in from the records of a case."""
