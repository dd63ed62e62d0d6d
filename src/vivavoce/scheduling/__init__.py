"""When people can, and who interviews whom and when."""
