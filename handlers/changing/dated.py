"""What was told, without the day it names, as all who hear of changes know it."""

from handlers.drafting.dated import dated

__all__ = ["dated"]
