"""Questions of the patrol part."""
