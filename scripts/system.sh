#!/usr/bin/env bash
# Best effort: system programs that tests use to look at our papers from outside. Never fails the build:
# what needs an absent program is skipped, with its reason.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=(libreoffice-writer libreoffice-calc python3-uno poppler-utils postgresql fonts-noto-cjk chromium libarchive-tools unar)
missing=()
if command -v dpkg-query >/dev/null; then
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
elif ! command -v soffice >/dev/null || ! command -v pdftoppm >/dev/null || ! command -v chromium >/dev/null; then
    missing=("${wanted[@]}")
fi
[ ${#missing[@]} -gt 0 ] || exit 0

echo "安装测试用的系统软件：${missing[*]} / installing system programs for the tests"
# shellcheck source=scripts/apt.sh
source scripts/apt.sh
if ! apt_install "${missing[@]}"; then
    echo "未能安装：${missing[*]}。需要它们的测试将跳过；如需运行，请由管理员安装。"
    echo "Could not be installed here; tests that need them are skipped. An administrator can install them."
fi
