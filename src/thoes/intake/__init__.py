"""Any file handed over: read, checked on the real rules, taken in as far as it is good, and the rest given back."""
