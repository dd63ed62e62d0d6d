"""`vivavoce doctor`: whether what a server needs is there, and what to do where it is not."""
