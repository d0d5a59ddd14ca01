"""What the pages of all audiences are made of: frame, fields, pills, remarks, and the words for them."""
