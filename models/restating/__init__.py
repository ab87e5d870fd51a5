"""Requirements that merely restate the current system 現行踏襲: the rules, and what they find."""
