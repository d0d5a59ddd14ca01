"""The views of the experts: one module a matter."""
