"""InfiniteBench's own scorer for each of its twelve tasks.

Source: OpenBMB/InfiniteBench, src/compute_scores.py at 88b3daa; older versions of that
file differ. Its numbers are means of these over a file, in percent.
"""
