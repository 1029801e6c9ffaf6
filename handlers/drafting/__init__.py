"""From what was understood to changes on a card, corrected by hand and ready to be saved."""
