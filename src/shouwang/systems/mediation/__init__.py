"""纠纷联调: disputes from acceptance to a closed file."""
