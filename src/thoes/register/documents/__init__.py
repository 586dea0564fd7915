"""What of the register is printed: tonight's list and the night register."""
