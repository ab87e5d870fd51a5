"""Paths through a flow: a small set of walks that covers every task and every branch."""
