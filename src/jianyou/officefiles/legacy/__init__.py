"""Old and foreign formats, turned into Word or Excel by an office program that is shut in."""
