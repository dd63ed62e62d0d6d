"""Who interviews whom and when: the whole of a cycle at once, as flows of least cost (docs/decisions/0011)."""
