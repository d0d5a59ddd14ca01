"""Messages of the scoring check, of consensus and of official scores: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "official_no_award": (
        "这次征集没有奖项“{name}”，请从评审页重新进入。",
        "This call has no award “{name}”; open it again from the page of reviews.",
    ),
}
