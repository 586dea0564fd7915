"""What a worker may ask about the own data: an overview of everything, a correction, an objection."""
