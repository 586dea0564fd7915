"""How many live here, how long they stay, how many nobody sees, and what is still needed."""
