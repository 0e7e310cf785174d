"""Browse: tables of all partners in parts that a phone can show, and what scripts find them by."""
