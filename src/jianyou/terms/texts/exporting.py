"""Words of what leaves the desk."""

TEXTS: dict[str, tuple[str, str]] = {
    "export_rows_exceeded": (
        "选中了 {count} 条，PDF 一次最多 {most} 条。请改用 Word 或 Excel，或者在申报列表里缩小范围。",
        "{count} entries are chosen, and a PDF takes at most {most} at once. Take Word or Excel, or narrow "
        "the list of entries.",
    ),
}
