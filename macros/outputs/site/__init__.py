"""Site: made beside the old one, looked through, and put in its place in one step."""
