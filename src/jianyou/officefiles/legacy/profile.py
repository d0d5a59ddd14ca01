"""The settings that LibreOffice starts with: a fresh profile that fetches nothing and asks nothing."""

from html import escape
from pathlib import Path

_COMMON = "/org.openoffice.Office.Common"
_SCRIPTING = f"{_COMMON}/Security/Scripting"
_UPDATES = "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
_INET = "/org.openoffice.Inet/Settings"

Setting = tuple[str, str, str]

# The first wall: what a document links to is not loaded. LibreOffice 7.4 honors it for .odt and
# .docx, but not for the linked pictures of a .doc.
LINKS_BLOCKED: tuple[Setting, ...] = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),  # 2 is never, here
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),  # 1 is never, here
)

# The second wall: every request goes to a proxy that isn't there, this machine's own addresses not
# excepted. The discard port is one that nobody listens on.
NOWHERE: tuple[Setting, ...] = (
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
    (_INET, "ooInetNoProxy", ""),
)

_QUIET: tuple[Setting, ...] = (
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    (f"{_COMMON}/Misc", "UseDocumentOOoLockFile", "false"),
    (_UPDATES, "AutoCheckEnabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)

SETTINGS = (*LINKS_BLOCKED, *NOWHERE, *_QUIET)


def write_profile(folder: Path, settings: tuple[Setting, ...] = SETTINGS) -> None:
    """Make the profile `folder`, which must not exist yet. Raises OSError."""
    items = "".join(
        f"<item oor:path='{escape(path)}'><prop oor:name='{escape(name)}' oor:op='fuse'>"
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in settings
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        "<oor:items xmlns:oor='http://openoffice.org/2001/registry' "
        "xmlns:xs='http://www.w3.org/2001/XMLSchema' "
        f"xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n{items}</oor:items>\n",
        encoding="utf-8",
    )
