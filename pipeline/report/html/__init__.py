"""The report as one page for a browser: report.md as HTML, its plots, and every call.

`reading` is the I/O; what it returns becomes a page in pure functions. The page asks
the network for nothing, and has the browser refuse it by its Content-Security-Policy.
"""
