"""Forms of the desk: of the steps of a matter, of its fields, of the register."""
