"""Messages of officefiles/arrivals and locked files: archives, mails, passwords."""

_ARCHIVES: dict[str, tuple[str, str]] = {
    "archive_damaged": (
        "压缩包或邮件已损坏或不完整，多半是传输中断；请重新发送。",
        "The archive or mail is damaged or cut off, most likely by an interrupted transfer. "
        "Please send it again.",
    ),
    "archive_empty": (
        "压缩包里没有可读取的文件；请核对后重新打包发送。",
        "The archive holds no file to read. Please check it, pack it again and send it anew.",
    ),
    "archive_directory_too_large": (
        "压缩包的文件目录过大，不予读取；请解压后发送，或分成几个压缩包。",
        "The archive's directory is too large, so it wasn't read. "
        "Please send the files unpacked, or in several archives.",
    ),
    "archive_too_many_members": (
        "压缩包（连同里面的压缩包）中的文件超过 {limit} 个，未列出的没有读取；请分成几个压缩包。",
        "The archive, with the archives in it, holds more than {limit} files; those not listed were not "
        "read. Please split it into several archives.",
    ),
    "archive_too_large": (
        "压缩包（连同里面的压缩包）解开后超过 {limit_mb} MB，未列出的没有读取；"
        "请分成几个压缩包，或解压后发送。",
        "The archive, with the archives in it, unpacks to more than {limit_mb} MB; what isn't listed was "
        "not read. Please split it into several archives, or send the files unpacked.",
    ),
    "archive_too_deep": (
        "压缩包套压缩包超过 {limit} 层，里面的没有读取；请解压后发送。",
        "Archives lie within archives more than {limit} deep, so this one wasn't read. "
        "Please send the files unpacked.",
    ),
    "archive_too_slow": (
        "解压用时超过 {seconds} 秒，其余文件没有读取；请解压后发送，或改用 zip 格式。",
        "Unpacking took more than {seconds} seconds, so the other files were not read. "
        "Please send them unpacked, or in a zip.",
    ),
    "archive_in_volumes": (
        "这是分卷压缩包中的一卷，单独一卷读不全；请合成一个压缩包，或解压后发送。",
        "This is one volume of an archive in several and can't be read alone. "
        "Please send one archive, or the files unpacked.",
    ),
    "archive_needs_memory": (
        "解开这个压缩包要用 {needed_mb} MB 以上的内存，超过 {limit_mb} MB 的上限；"
        "请用较小的字典（如 32 MB）重新压缩，或改用 zip 格式。",
        "Unpacking this archive takes more than {needed_mb} MB of memory, beyond the limit of {limit_mb} MB. "
        "Please pack it with a smaller dictionary (such as 32 MB), or as a zip.",
    ),
    "archive_stopped": (
        "解压程序中途退出，其余文件没有读取；请解压后发送，或改用 zip 格式。",
        "The unpacking program broke off, so the other files were not read. "
        "Please send them unpacked, or in a zip.",
    ),
    "archive_packing_unknown": (
        "压缩包用了少见的压缩方式，取不出文件；请用普通 zip 格式重新打包，或解压后发送。",
        "The archive is packed in an uncommon way. Please pack it as an ordinary zip, or send the files "
        "unpacked.",
    ),
    "rar_tool_failed": (
        "本机的解压程序取不出 RAR 里的这个文件；请安装 unar 后再试，或解压后再导入，或请对方改发 zip。",
        "This machine's program can't take this file out of the RAR. Please install unar and try again, "
        "unpack the archive first, or ask for a zip.",
    ),
    "rar_no_tool": (
        "本机没有能打开 RAR 的程序；请安装 unar（或 7-Zip、bsdtar），或解压后再导入，或请对方改发 zip。",
        "This machine has no program that opens RAR. Please install unar (or 7-Zip, or bsdtar), "
        "unpack the archive first, or ask for a zip.",
    ),
}

_MEMBERS: dict[str, tuple[str, str]] = {
    "member_damaged": (
        "压缩包里的这个文件已损坏，取不出来；请重新打包发送。",
        "This file is damaged within its archive and can't be taken out. Please pack and send it again.",
    ),
    "member_size_untrue": (
        "压缩包里的这个文件声明的大小与实际不符，不予读取；请重新打包发送。",
        "This file is larger than its archive declares, so it wasn't read. Please pack and send it again.",
    ),
    "member_packing_unknown": (
        "压缩包里的这个文件用了少见的压缩方式，取不出来；请用普通 zip 格式重新打包，或直接发送文件。",
        "This file is packed in an uncommon way and can't be taken out. "
        "Please pack it as an ordinary zip, or send the file itself.",
    ),
    "member_too_large": (
        "压缩包里的这个文件超过 {limit_mb} MB 的上限，没有读取；请压缩或删去其中的图片后再报。",
        "This file of an archive is beyond the limit of {limit_mb} MB and wasn't read. "
        "Please compress or remove its pictures and hand it in again.",
    ),
    "spool_unwritable": (
        "取出的文件写不进临时文件夹（{reason}），可能磁盘已满或没有权限；请检查后再试。",
        "What was taken out can't be written to the temporary folder ({reason}); the disk may be full or "
        "access denied. Please check and try again.",
    ),
}

_MAILS: dict[str, tuple[str, str]] = {
    "mail_without_attachment": (
        "邮件没有附件；表格如以“超大附件”链接或正文形式发来，请下载或另存为文件后再报。",
        "The mail has no attachment. If the form came as a download link or in the mail's text, "
        "please save it as a file first.",
    ),
    "mail_too_complex": (
        "邮件的结构过于复杂，无法读取；请把附件另存出来再报。",
        "The mail's structure is too complex to be read. Please save its attachments and hand those in.",
    ),
    "mail_outlook": (
        "这是 Outlook 的 .msg 邮件；请在 Outlook 中另存为 .eml，或把附件另存出来再报。",
        "This is a mail in Outlook's own format (.msg). Please save it as .eml in Outlook, "
        "or save its attachments and hand those in.",
    ),
    "mail_winmail": (
        "附件被 Outlook 包成了 winmail.dat，取不出来；请对方改用“HTML”或“纯文本”格式重发，或把附件打成 zip。",
        "Outlook has wrapped the attachments in winmail.dat, from which they can't be taken. "
        "Please ask for the mail in HTML or plain text format, or for a zip.",
    ),
    "mail_encrypted": (
        "邮件已加密（S/MIME 或 PGP），取不出附件；请在邮件软件中打开后把附件另存出来再报。",
        "The mail is encrypted (S/MIME or PGP). Please open it in a mail program, save its attachments "
        "and hand those in.",
    ),
    "skipped_inline": ("邮件正文里的小图片", "a small picture within a mail's text"),
    "skipped_signature": ("邮件的数字签名", "a mail's digital signature"),
}

_LOCKED: dict[str, tuple[str, str]] = {
    "helper_unavailable": (
        "本机无法启动解压或解密用的辅助程序（{reason}），文件没有读取；请解压或去掉密码后再导入。",
        "The helper that unpacks and unlocks can't be started on this machine ({reason}), so the file wasn't "
        "read. Please unpack it, or remove its password, first.",
    ),
    "archive_locked": (
        "压缩包设有密码，里面加密的文件没有读取；请提供密码，或解压后再报。",
        "The archive is locked with a password, so its locked files were not read. "
        "Please give the password, or hand in the files unpacked.",
    ),
    "password_wrong": (
        "密码不对，文件没有打开；请核对后重新输入。",
        "The password doesn't fit, so the file stays locked. Please check it and enter it again.",
    ),
    "archive_lock_unknown": (
        "压缩包的加密方式不支持，里面加密的文件没有读取；请解压后再报。",
        "The archive is locked in a way that isn't supported, so its locked files were not read. "
        "Please hand in the files unpacked.",
    ),
    "archive_lock_slow": (
        "压缩包用旧式加密（ZipCrypto），加密部分超过 {limit_mb} MB，解密过慢；"
        "请解压后再报，或改用 AES 加密。",
        "The archive uses the old zip lock (ZipCrypto) on more than {limit_mb} MB, which takes too long to "
        "undo. Please hand in the files unpacked, or lock them with AES.",
    ),
    "lock_unknown": (
        "文件的加密方式不支持，密码也打不开；请用 Word、Excel 或 WPS 打开，去掉密码后另存再报。",
        "The file is locked in a way that isn't supported, even with the password. "
        "Please open it in Word, Excel or WPS, remove the password and save it anew.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_ARCHIVES, **_MEMBERS, **_MAILS, **_LOCKED}
