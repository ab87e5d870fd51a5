"""The parts of a BPMN 2.0 file as it is written: ids, elements, what holds them, drawings."""
