"""Match the people of the desk with what the municipality itself has in the BRP or RNI; a person confirms."""
