"""The Word reader: directly on the XML of a guarded .docx."""
