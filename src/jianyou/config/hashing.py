"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id at 19 MiB, twice over, in one lane: as OWASP advises for a server that does other work too."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
