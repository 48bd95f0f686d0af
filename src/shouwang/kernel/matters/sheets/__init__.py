"""Tables from outside, read line by line: what a file holds, what its columns mean, what a line says. No writes."""
