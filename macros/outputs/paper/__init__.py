"""Paper: pages as PDFs, of one partner or of all."""
