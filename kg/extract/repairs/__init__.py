"""Mends what the parser gets wrong most, with the help of the names that are known.

1. Lists of names: "A, B and C" is one coordination, headed by its first member; a noun that the list belongs to ("factions
   affiliated with A, B and C launched …") gets its verb back.
2. "X-backed Y", "X affiliated Y": the word before belongs to the participle.
3. A name after a title and a comma ("its emir, X, …"), or a noun with an indefinite article after a comma ("X, a close ally
   of Y, …"), is an apposition, not a coordination.
4. "forced X to V", "managed to V": the infinitive is a complement of a verb that brings it about, not its purpose;
   ", V-ing" after a comma is an adverbial; "accused X of V-ing": the clause hangs on the verb,
   not on X; "not to mention V-ing" adds one more predicate.
5. "X, which …, said that Y did Z": the parser makes "did" the root with two subjects; the first one says.
6. "…, X said.": a speech predicate that ends the sentence governs all before it, wherever the parser has hung it, and the
   noun right before it is its subject.
7. A name is no adjective and no adverb: before a verb without a subject it is the subject, after one without an object the
   object; what has a subject and an object is a verb; and B of "A, B and C" is no apposition to A.
8. An attack right before a verb of harm that has an object is its subject ("15 strikes engaged two units; destroyed …").
9. An office after a comma is in apposition to the person before it; a rank hangs on its bearer's name.
10. A verb with a subject of its own is finite, though it hang on its object; "to V" under a verb is its complement.
11. "killed at least 30 people": "at least" measures the number, it does not make the people a place.
12. "Army retakes town": a headline whose verb was taken for a noun gets its verb, subject and object.
13. "X riding in vans seized Y", "X allied with Z seized Y": X is the subject of the finite verb, of which the participle tells.
14. "X, the party of Y, denied it": X is the subject, and the party in apposition to it.
15. "Ner, the army said, had fallen": the speech is inserted, and no apposition to Ner.
16. "X, believed to be …, seized Y": X is the subject of the main verb, of which "believed" only tells.
17. "X took A and Y shelled B": Y is the subject of its own clause, not joined to A.
18. "X, the armed wing of Y", "its allies, X and Y": a noun of a tie and the names beside it are in apposition.
19. "X together with Y", "X, along with Y,": Y is one more member of the list.
20. "its spokesman X said": an office and a name that both look like the subject are title and bearer.
21. "was announced and overran X": a verb in lower case that is joined to a verb is no name.
22. "was announced and overran X in Y": the place after the last of joined verbs is that one's.
23. "denied shelling X", "accused Y of shelling X": the word in -ing right before a name is a verb, and the name its object.
24. "…, says X": X is the subject of the verb of saying, not its object.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.names import Name
from kg.extract.repairs.appositions import (
    appose_ally,
    appose_office,
    appose_officer,
    appose_title,
    seat_subject_before_comma,
    seat_title,
)
from kg.extract.repairs.arguments import (
    attach_before_hyphen,
    count_object,
    restore_victim,
    seat_complement,
    seat_gerund,
    seat_name,
    seat_strike,
)
from kg.extract.repairs.clauses import (
    attach_late,
    free_subject,
    give_headline_its_verb,
    join_verb,
    part_clauses,
    reduce_relative,
    seat_predicate,
)
from kg.extract.repairs.lists import accompany, coordinate, name_lists
from kg.extract.repairs.speech import close_with_speech, insert_speech, invert_speech, restore_speech, seat_speaker
from kg.extract.syntax import Tree

__all__ = ["repair"]


def repair(tree: Tree, names: Mapping[int, Name]) -> Tree:
    """Return the tree with every repair made: titles, gerunds and lists first, what concerns the whole sentence last."""
    tokens = list(tree.tokens)
    for node in names:
        seat_title(tree, tokens, node)
    tree = Tree(tuple(tokens), tree.folded)
    for token in tree.nodes():
        seat_gerund(tree, tokens, token, names)
    tree = Tree(tuple(tokens), tree.folded)
    for run in name_lists(tree, names):
        coordinate(tree, tokens, run)
    for token in tree.nodes():
        count_object(tree, tokens, token)
        join_verb(tree, tokens, token)
        attach_before_hyphen(tree, tokens, token, names)
        appose_title(tree, tokens, token, names)
        appose_officer(tree, tokens, token, names)
        appose_ally(tree, tokens, token, names)
        seat_name(tree, tokens, token, names)
        accompany(tree, tokens, token, names)
        appose_office(tree, tokens, token, names)
        seat_strike(tree, tokens, token)
        seat_predicate(tree, tokens, token, names)
        seat_complement(tree, tokens, token)
        restore_victim(tree, tokens, token)
        restore_speech(tree, tokens, token)
        invert_speech(tree, tokens, token)
        part_clauses(tree, tokens, token)
        free_subject(tree, tokens, token)
        reduce_relative(tree, tokens, token)
        seat_subject_before_comma(tree, tokens, token, names)
        insert_speech(tree, tokens, token)
        attach_late(tree, tokens, token)
    give_headline_its_verb(tree, tokens)
    close_with_speech(tree, tokens)
    seat_speaker(Tree(tuple(tokens), tree.folded), tokens)
    return Tree(tuple(tokens), tree.folded).without_cycles()
