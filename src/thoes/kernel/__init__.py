"""Pure words of the house: refusals, nights, numbers that may not be kept. Knows no Django."""
