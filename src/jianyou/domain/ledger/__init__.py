"""账本: an append-only Merkle log; made, proved and verified without any site."""
