"""Documents that want to harm their reader, made at any size, and what reading them takes.

python -m benchmarks.hostile
"""
