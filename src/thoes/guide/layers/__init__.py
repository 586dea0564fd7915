"""What an organisation adds to the guide: in a layer of its own, over a guide that it cannot change."""
