"""Which figures a reply claims as its answer."""
