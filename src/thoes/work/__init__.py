"""Who lends and hires labour: whether the own workers are registered, and what a lender says is wrong."""
