"""Pages for what can't be answered, in plain words: what happened, and what to do."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext


def _page(request: HttpRequest, status: HTTPStatus, title: str, *told: str) -> HttpResponse:
    return render(request, "errors/error.html", {"title": title, "told": told}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address, a form or a host name that is none of ours."""
    del exception
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        gettext("这个请求无法处理"),
        gettext("地址或表单的内容不完整，或者不是从本页面发出的。"),
        gettext("请返回上一页重试；若仍如此，请从启动时打开的地址重新进入。"),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: whoever asks has no key of this run."""
    del exception
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        gettext("这个页面只供启动它的人使用"),
        gettext("工作台在本机运行，每次启动都有一把新的钥匙，写在启动时打开的地址里。"),
        gettext("如果是您启动的，请改用启动时打开的窗口；或者结束后重新启动。"),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not made by a page of this run."""
    del reason
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        gettext("这个页面已过期，刚才的操作没有执行"),
        gettext("页面是工作台上一次启动时打开的，或者浏览器没有保存本机的 Cookie。"),
        gettext("请返回上一页，刷新后再做一次；输入的文字可先复制下来。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or a file that isn't in this work."""
    del exception
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        gettext("没有这个页面"),
        gettext("地址有误，或者这份文件不在当前打开的工作文件夹中。"),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more in one upload than is taken at once."""
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext("一次上传的内容太多，没有收入"),
        gettext("一次上传合计不超过 500 MB。请分几次上传。"),
        gettext("文件已在本机时，也可在收件页填写文件夹的位置，直接收入。"),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: a defect of ours."""
    return _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext("程序出错了"),
        gettext("已收到的文件和已做的改正、确认都保存在工作文件夹中，不受影响。"),
        gettext("请返回重试；若仍如此，请把刚才的操作告诉软件维护人员，详情见启动窗口中的记录。"),
    )
