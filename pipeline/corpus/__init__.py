"""A corpus no model has seen: a fictional organisation, at any size.

    world    tables: people, sites, contracts, incidents ..., all from one seed
    genres   what people write of them: a function per kind of document
    formats  the bytes of a document: a function per file format
    asking   questions, their gold by query over what the documents state
    checking the statements read back from the documents' text, and the gold from them

A sentence or table row that states something is written from a form in `sayings/`, and
is read back by the same form: what the documents say is known exactly.
"""
