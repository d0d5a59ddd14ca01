"""名录样例: registers of invented organizations, typed as Parquet or as untidy as a CSV from an office."""
