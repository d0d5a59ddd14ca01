"""Papers in a fixed layout (PDF, OFD): glyphs and drawn lines become paragraphs and tables.

`child` runs in a process of its own with limits; there `pages` (PDF) and `ofdpages` (OFD) gather
what is drawn (`marks`), `rulings` finds the grids, `lines` the lines of text and `layout` puts
text into cells. Here `frames` checks what the child tells, `stitch` joins the pages and `reader`
makes the document.
"""
