"""Jianyou 荐优: calls for nominations, from the official notice to the help that follows the award."""

__version__ = "0.1.0"
