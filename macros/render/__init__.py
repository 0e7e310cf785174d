"""Render: views as HTML."""
