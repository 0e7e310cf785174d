"""Records: what an owner writes about a partner, read, checked and resolved."""
