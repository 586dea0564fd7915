"""Who is where, in numbers, against permits and norms."""
