"""What becomes of a store when its process, its disk or its power fails: one suite for any store.

`ports.py` says what a store must offer to be put through it: ours does, and so does TinyDB with
its own JSON file, which must fail here, or the suite would show nothing. ``python -m tests.crash``
runs all of it and writes docs/reliability.md.
"""
