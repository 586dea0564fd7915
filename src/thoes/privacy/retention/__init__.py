"""How long identity is kept, and what erases it when that ends."""
