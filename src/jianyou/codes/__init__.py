"""Reference codes and their checks: credit code, industry, region, contact, 字 count. Floor 1."""
