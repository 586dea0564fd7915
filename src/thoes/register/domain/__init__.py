"""Pure parts of the register: names, and deciding what a declared stay means for what is already known."""
