"""Something that the person has to mend; the text is one sentence that says how."""


class Trouble(Exception):
    """Ends the start with its text."""
