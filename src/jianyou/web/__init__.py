"""The pages: one room an audience, components that all share."""
