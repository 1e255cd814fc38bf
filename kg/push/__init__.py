"""A graph put into somebody else's store: one named graph after another, counted there, and resumed where it was broken off."""

from __future__ import annotations

from kg.push.run import Plan, Settings, make_plan, push

__all__ = ["Plan", "Settings", "make_plan", "push"]
