#!/usr/bin/env bash
# With arguments: the command itself. Without: an empty site in jianyou-site/, made where there is none, and served.
set -euo pipefail
cd "$(dirname "$0")/.."

jianyou=.venv/bin/jianyou
if [ $# -gt 0 ]; then
    exec "$jianyou" "$@"
fi
if [ ! -e jianyou-site/keys.json ]; then
    "$jianyou" site init --office-name "${OFFICE_NAME:-征集部门}"
    echo "先开通账号 / first make an account:"
    echo "  $jianyou site staff add 登录名 --name 姓名 --role office_clerk"
fi
exec "$jianyou" site serve
