"""Workers and their stays: the record on which everything else hangs."""
