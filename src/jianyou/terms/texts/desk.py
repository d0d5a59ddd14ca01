"""Messages of web/desk: the page on the own machine, and the command that opens it."""

_COMMAND = {
    "help_desk": (
        "打开本机的工作台：在浏览器里收件、核对、汇总",
        "open the desk: take in, check and merge forms in the browser",
    ),
    "help_desk_folder": (
        "工作文件夹；不写则在页面上选择",
        "the work folder; by default it is chosen on the page",
    ),
    "help_desk_from": (
        "打开后收入的文件或文件夹，可多次给出",
        "a file or folder to take in; may be repeated",
    ),
    "help_desk_port": ("端口，缺省任选一个空闲的", "the port, by default any free one"),
    "help_desk_no_browser": ("不自动打开浏览器", "don't open the browser"),
    "desk_listening": (
        "工作台已打开：{url}\n只在本机运行。结束请按 Ctrl-C，或点页面上的“结束”。",
        "The desk is open: {url}\n"
        "It runs on this machine only. End it with Ctrl-C, or with “End” on the page.",
    ),
    "desk_open_already": (
        "这个文件夹已在另一个工作台中打开：{url}",
        "This folder is open in another desk: {url}",
    ),
    "desk_ended": ("工作台已结束。", "The desk has ended."),
    "desk_port_taken": (
        "端口 {port} 已被占用。请换一个端口，或不写 --port，由程序任选。",
        "Port {port} is in use. Choose another, or leave --port out and any free one is taken.",
    ),
    "desk_port_wrong": (
        "端口应在 1024 到 65535 之间，不能是 {port}。",
        "A port is a number from 1024 to 65535, not {port}.",
    ),
}

_PAGES = {
    "desk_added": ("收入 {count} 份文件。", "Files taken in: {count}."),
    "desk_known_already": (
        "{count} 份与已收的文件完全相同，没有重复收入。",
        "Already here, byte for byte, and not taken twice: {count}.",
    ),
    "desk_all_reviewed": ("这个列表中的文件都核过了。", "Every file of this list has been gone through."),
    "desk_nothing_chosen": (
        "还没有选择文件。请先选择，或写出文件夹的位置。",
        "Nothing was chosen. Please choose files, or write where the folder is.",
    ),
    "desk_nothing_ticked": (
        "没有勾选要生成的内容。请至少勾选一项。",
        "Nothing is ticked. Please tick at least one result.",
    ),
    "desk_folder_taken": (
        "这个文件夹已在另一个工作台窗口中打开。请到那个窗口继续，或先把它结束。",
        "This folder is open in another desk. Go on there, or end it first.",
    ),
    "desk_folder_elsewhere": (
        "这个文件夹正由另一台电脑（{machine}）使用。请先在那台电脑上结束工作台；"
        "若确认它已不在使用，删除文件 {lock} 后再打开。",
        "This folder is in use on another machine ({machine}). End the desk there first; if you are sure "
        "that nobody uses it, delete the file {lock} and open it again.",
    ),
    "desk_folder_unusable": (
        "不能使用文件夹“{folder}”：{reason}。请换一个可以写入的文件夹。",
        "The folder “{folder}” can't be used: {reason}. Please choose one that can be written.",
    ),
    "desk_folder_relative": (
        "“{folder}”不是完整路径。请从盘符或根目录写起，例如 D:\\荐优 或 /media/资料/荐优。",
        "“{folder}” is not a whole path. Please write it from the drive or the root on, "
        "such as D:\\Jianyou or /media/files/Jianyou.",
    ),
    "desk_call_file_missing": (
        "没有选择征集文件。请选择一个 .yaml 文件，或改选上面的征集。",
        "No call file was chosen. Please choose a .yaml file, or one of the calls above.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_COMMAND, **_PAGES}
