"""From written words to the words of the rulebook. All regular expressions over what people write are here.

They are built once, from the spellings in the rulebook.
"""
