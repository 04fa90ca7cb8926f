"""How sentences begin that call on the reader or speak of the list, and no title does."""

from aiev import lazy_regex as re

CALL = re.compile(
    r"(?:subscribe|follow (?:us|me|our)|join (?:us|our|the)|click|visit (?:us|our|the)"
    r"|check (?:it |us )?out|browse|download|contact|contribut\w+|submit|star (?:us|this)|sign up"
    r"|see (?:also|the|our)|go to|view|back to|support (?:us|me|this)|sponsor|open in"
    r"|read (?:the|our|more)|buy me|share|watch (?:the|our)|try (?:it|our))\b",
    re.IGNORECASE,
)
"""What the reader is called on to do: `Subscribe to …`, `Check out our …`."""

PROSE_START = re.compile(
    r"(?:please|see|click|visit|check|read|we|this|that|these|those|the following|here|if|for|you"
    r"|thanks|note|also|feel|welcome|contact|refer|browse|download|join|follow|star|our|i|it|in|to|currently"
    r"|maintained|created|inspired|based|updated|last)\b",
    re.IGNORECASE,
)
"""The first words of prose: `Please see …`, `This list …`."""
