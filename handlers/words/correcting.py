"""What is said when a message corrects something that was saved before."""

from __future__ import annotations

SHALL = "You saved this on {day}. Shall I change it?"
