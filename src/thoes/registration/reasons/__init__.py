"""The reason of an answer so that somebody can check it: the nights, and the parameters that were used."""
