"""The kinds of elements (their BPMN 2.0 names) and which group each belongs to."""

from __future__ import annotations


def names(written: str) -> frozenset[str]:
    """A set of names written with spaces between them."""
    return frozenset(written.split())


TASKS = names("task userTask serviceTask scriptTask manualTask businessRuleTask sendTask receiveTask")
SUBPROCESSES = names("subProcess transaction adHocSubProcess")
CHOREOGRAPHIES = names("choreographyTask subChoreography callChoreography")
ACTIVITIES = TASKS | SUBPROCESSES | CHOREOGRAPHIES | {"callActivity"}
EVENTS = names(
    "startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent implicitThrowEvent"
)
THROWING = names("endEvent intermediateThrowEvent implicitThrowEvent")
GATEWAYS = names("exclusiveGateway inclusiveGateway parallelGateway eventBasedGateway complexGateway")
FLOW_NODES = ACTIVITIES | EVENTS | GATEWAYS
DATA = names("dataObject dataObjectReference dataStore dataStoreReference dataInput dataOutput")
ARTIFACTS = names("textAnnotation group")
CONVERSATIONS = names("conversation subConversation callConversation")
SWIMLANES = names("participant lane")
CALLABLE = names(
    "globalTask globalUserTask globalManualTask globalScriptTask globalBusinessRuleTask "
    "globalChoreographyTask globalConversation"
)
DRAWABLE = FLOW_NODES | DATA | ARTIFACTS | CONVERSATIONS | SWIMLANES | {"message", "process"}
ELEMENTS = DRAWABLE | CALLABLE

DATA_ASSOCIATIONS = names("dataInputAssociation dataOutputAssociation")
CONNECTIONS = names("sequenceFlow messageFlow association conversationLink") | DATA_ASSOCIATIONS

TRIGGERS = {
    "messageEventDefinition": "message",
    "timerEventDefinition": "timer",
    "conditionalEventDefinition": "conditional",
    "signalEventDefinition": "signal",
    "errorEventDefinition": "error",
    "escalationEventDefinition": "escalation",
    "terminateEventDefinition": "terminate",
    "linkEventDefinition": "link",
    "compensateEventDefinition": "compensate",
    "cancelEventDefinition": "cancel",
}
"""Event definitions and the short name of their trigger."""
