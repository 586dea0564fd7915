"""Letters of the desk: their texts in six languages, what stands in one, and the paper."""
