"""Packages: what leaves a site as one signed file, made and verified without any site."""
