"""The pages for anyone, a module a subject."""
