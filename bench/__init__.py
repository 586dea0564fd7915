"""Speed, measured: each figure beside a named alternative in the same run, so that the machine falls out of it."""
