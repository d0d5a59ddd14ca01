"""The views of the office: who may see, what was asked, which page answers."""
