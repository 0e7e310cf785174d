"""Theme: the pages that records make, as MkDocs takes them."""
