"""Views: what a reader may see, in finished words and without markup."""
