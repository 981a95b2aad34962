"""Whether an unknown word is an error, and what was meant: learned weights over the lexicon. Used by the speller."""
