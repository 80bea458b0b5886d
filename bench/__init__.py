"""How long the work takes, beside the least it could take and beside other libraries: `make bench`."""
