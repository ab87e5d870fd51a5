"""One module a family of BPMN shapes; each paints an element into its box."""
