"""Paper: a playbook, a check-in card and a sign-off sheet as pages to print."""
