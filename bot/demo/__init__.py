"""A made-up team, region and year, told to the real assistant, for looking around and for proof."""
