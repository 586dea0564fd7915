"""Ask the BRP itself who is registered at an address. Off unless an installation switches it on."""
