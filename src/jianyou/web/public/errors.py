"""Pages for what can't be answered, in plain words: what happened, and what to do."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from jianyou.web.components.scripted import problem_as_data, wants_data


def _page(request: HttpRequest, status: HTTPStatus, title: str, *told: str) -> HttpResponse:
    """A page for people; a script, which sends or wants data, is told the same as its `problem`."""
    if wants_data(request):
        return problem_as_data(status, title, *told)
    return render(request, "public/error.html", {"title": title, "told": told}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address, a form or a host name that is none of ours."""
    del exception
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        gettext("这个请求无法处理"),
        gettext("地址或表单的内容不完整，没有报送任何内容。请返回上一页，刷新后再做一次。"),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: somebody else's page."""
    del exception
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        gettext("这个页面不能打开"),
        gettext("链接已经过期，或者不完整。请用编号和验证码重新查看。"),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not made by a page of ours."""
    del reason
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        gettext("这个页面已过期，刚才的操作没有执行"),
        gettext("浏览器没有保存本站的 Cookie，或者页面打开得太久。没有报送任何内容。"),
        gettext("请允许本站的 Cookie，返回上一页刷新后再做一次。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page or call."""
    del exception
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        gettext("没有这个页面"),
        gettext("地址有误，或者内容还没有公布。请从征集列表重新进入。"),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than a form and a scan may have."""
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext("上传的文件太大，没有收到"),
        gettext("每个文件不超过 20 MB。请压缩其中的图片，或降低扫描的分辨率，再重新上传。"),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: a defect of ours."""
    return _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext("程序出错了"),
        gettext("如果已经看到回执，报送就已经收到，不受影响；没有看到回执，就是没有报送。"),
        gettext("请返回重试。临近截止时间的，请改用其他方式送达，或与征集部门联系。"),
    )
