"""评分: what is marked, the score sheets of experts, and the official score that the declared rule makes."""
