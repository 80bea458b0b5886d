"""The program: the workflows that join definitions, writers, readers and checks, and the command line."""
