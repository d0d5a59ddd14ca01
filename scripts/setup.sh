#!/usr/bin/env bash
# Builds .venv from the hashed lock and installs Jianyou into it, editable. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.jianyou-stamp
# A virtual environment knows its own path, so a moved checkout builds a new one.
wanted=$({ pwd; cat requirements/dev.txt pyproject.toml scripts/setup.sh; } | cksum)

if [ -x .venv/bin/jianyou ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c "" 2>/dev/null; then
    exit 0
fi

# The first Python that is new enough and can build an environment with pip in it.
find_python() {
    local name
    for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    echo "未找到可用的 Python 3.11（含 venv），尝试安装…… / no Python 3.11 with venv found, trying to install it"
    # shellcheck source=scripts/apt.sh
    source scripts/apt.sh
    apt_install python3 python3-venv || true
    if ! python=$(find_python); then
        echo "请先安装 Python 3.11 或更新版本及其 venv 模块（Debian、Ubuntu：apt-get install python3 python3-venv），再运行 make setup。" >&2
        echo "Please install Python 3.11 or newer with its venv module, then run make setup again." >&2
        exit 1
    fi
fi

if [ -d .venv ]; then
    there=$(.venv/bin/python -c 'import sys; print(sys.prefix)' 2>/dev/null || true)
    # Half-built, moved, or its Python is gone.
    [ "$there" = "$PWD/.venv" ] && .venv/bin/python -m pip --version >/dev/null 2>&1 || rm -rf .venv
fi
if [ ! -d .venv ]; then
    echo "建立 .venv（$("$python" -V)）…… / building .venv"
    "$python" -m venv .venv
fi

rm -f "$stamp"
pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input -qq)
echo "安装已锁定的依赖…… / installing the locked requirements"
"${pip[@]}" install --require-hashes -r requirements/dev.txt
"${pip[@]}" install --no-deps --no-build-isolation -e .
test -x .venv/bin/jianyou
echo "$wanted" >"$stamp"
echo "环境已就绪：.venv/bin/jianyou / ready"
