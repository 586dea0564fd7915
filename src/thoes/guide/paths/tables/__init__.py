"""Every answer of a path beforehand, in tables for paper and for a telephone without a network.

A path asks its rule; a table asks the path for each thing that can be filled in, and writes down what came out. So there is no
second copy of a rule here: no limit, no term and no date stands in these modules, only what is asked. What cannot be listed (a
whole week of hours, a pay slip) is cut into questions that can, each with all else in order.
"""
