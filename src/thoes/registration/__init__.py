"""Who must register in the BRP, when, where and why; and who did."""
