"""Questions whose gold is the answer of a query over what the documents state. Pure."""
