"""Says how often each form of a verb group is used: in narration, in somebody's own words, in reported speech."""

from __future__ import annotations

from random import Random

from grammar.verbs import Form

Forms = tuple[tuple[Form, float], ...]

NARRATIVE: Forms = (
    (Form("past"), 80),
    (Form("past", perfect=True), 9),
    (Form("pres", perfect=True), 9),
    (Form("past", progressive=True), 5),
    (Form("past", negated=True), 4),
    (Form("pres", progressive=True), 3),
    (Form("pres"), 6),
    (Form("would"), 2),
    (Form("will"), 2),
    (Form("may", perfect=True), 1),
    (Form("pres", perfect=True, progressive=True), 1),
    (Form("past", perfect=True, progressive=True), 1),
    (Form("pres", perfect=True, negated=True), 1),
    (Form("could"), 1),
    (Form("could", negated=True), 0.5),
    (Form("may"), 0.5),
    (Form("might"), 0.5),
    (Form("must"), 0.5),
    (Form("can"), 0.5),
    (Form("should"), 0.5),
)
SPOKEN: Forms = (
    (Form("past"), 20),
    (Form("will"), 14),
    (Form("pres"), 14),
    (Form("pres", perfect=True), 14),
    (Form("pres", progressive=True), 14),
    (Form("will", negated=True), 8),
    (Form("pres", negated=True), 4),
    (Form("past", negated=True, contracted=True), 3),
    (Form("must"), 3),
    (Form("can", negated=True), 2),
    (Form("should"), 2),
    (Form("pres", perfect=True, negated=True), 2),
)
REPORTED: Forms = (
    (Form("past", perfect=True), 40),
    (Form("past"), 24),
    (Form("would"), 12),
    (Form("past", progressive=True), 8),
    (Form("would", negated=True), 3),
    (Form("pres", perfect=True), 3),
    (Form("will"), 3),
    (Form("past", perfect=True, negated=True), 2),
    (Form("could"), 2),
    (Form("might"), 1),
    (Form("pres", progressive=True), 1),
)


def draw_form(rng: Random, forms: Forms = NARRATIVE) -> Form:
    return rng.choices([form for form, _ in forms], [weight for _, weight in forms])[0]
