"""Questions of outreach, one module a subject."""
