"""One HTML file that verifies receipts and ledgers in any browser, without a site or a command line."""
