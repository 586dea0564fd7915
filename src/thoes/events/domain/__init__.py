"""What an event is and on which dates it is, without any framework."""
