"""What people and jobs do: one module a use case, each act with its log row in one transaction."""
