"""Who lends and hires labour: whether the own workers are registered, and what a labour supplier says is wrong."""
