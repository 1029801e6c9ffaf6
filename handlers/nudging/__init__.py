"""What we say by ourselves: planned as records, said once, and settled by one press.

`planning` keeps what is planned in step with what is on record, `due` says what is due at a tick,
and the rest are the cards, the buttons under them, and the commands about them.
"""
