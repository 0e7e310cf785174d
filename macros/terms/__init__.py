"""Terms: what follows from a playbook."""
