"""Question paths: a few questions, and an answer with one's own days and amounts by the rules of the rule book.

A path is one declared object (`asking.QuestionPath`); form, answer, letter, calendar and sheet follow from it. Nothing of what
is filled in is kept. The words stand in `texts`, a file per language.
"""
