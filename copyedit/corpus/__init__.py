"""Cleaning whole corpora: Arrow batches and JSONL lines, on one machine or on Spark. Needs the extra `corpus`.

`records` cleans one record and does no I/O; `shards` cuts inputs into pieces that can be done again alone; `local` runs
them over processes and takes up where a killed run stopped; `copyedit.spark` runs the same function on a cluster.
"""
