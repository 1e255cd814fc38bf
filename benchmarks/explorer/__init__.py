"""How fast the explorer of `kg serve` is in a browser: until it shows something, what it takes, and how smoothly it moves."""
