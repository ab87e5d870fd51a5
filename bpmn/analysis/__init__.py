"""Hints about how a flow is modelled: what cannot be reached, what never ends, what is not said."""
