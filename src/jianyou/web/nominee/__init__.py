"""我的单位: what an organization with an account has drafted and filed, and who belongs to it."""
