"""`vivavoce backup` and `vivavoce restore`: a whole database in one file, and back."""
