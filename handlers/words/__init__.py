"""Every sentence a person reads, in English here and in the catalogues beside for the others.

A sentence is a module-level constant of one of the modules of this package: a ``str`` with
``{named}`` places, or a `Plural`. Handlers show it through `speech.Speech`.
"""
