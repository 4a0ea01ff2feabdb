"""The proof that nobody reaches what is not theirs: a world of its own, and every way in tried by everybody.

Run by `script/manage isolation` on a database that it makes and throws away, and by the tests on theirs.
"""
