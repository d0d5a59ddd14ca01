#!/usr/bin/env bash
# The main job from end to end on invented forms: make them, check them, merge them, say where to look.
# Then conditions are answered and a site is made. On a terminal the desk and the site are then served. Runs
# again with the same result; needs no office program.
set -euo pipefail
cd "$(dirname "$0")/.."

jianyou=.venv/bin/jianyou
forms=demo/forms
rm -rf demo
mkdir -p demo

# Some of the forms are wrong on purpose, so "done, errors were found" (1) is what should come back.
found_errors_expected() {
    local status=0
    "$@" </dev/null || status=$? # nobody is asked for the password of the form that is locked on purpose
    if [ "$status" -gt 1 ]; then
        echo "演示未能完成：$* （退出状态 $status）/ the demo failed" >&2
        exit "$status"
    fi
}

echo "一、生成三百份样表（企业、人名、电话均为虚构）/ 1. making 300 forms of invented firms"
.venv/bin/python -m examples.forms "$forms" --count 300 --seed 2024 --truth demo/truth.json

echo "二、检查、批注 / 2. checking, remarks"
found_errors_expected "$jianyou" form check "$forms" --quiet --annotated demo/退回修改

echo
echo "三、汇总 / 3. merging"
found_errors_expected "$jianyou" form merge "$forms" --quiet \
    -o demo/推荐汇总表.docx -o demo/推荐汇总表.xlsx -o demo/推荐汇总表.pdf \
    --findings demo/问题清单.xlsx --summary demo/汇总情况.html \
    --department 示范区经济和信息化委员会 --contact 经办人 --phone 023-00000000

echo
echo "四、判断参评条件 / 4. eligibility"
"$jianyou" eligibility explain examples/nominees/*.json --rules china-quality-2024 --as-of 2024-02-22 \
    >demo/参评条件.txt </dev/null
grep -E '^中国质量奖' demo/参评条件.txt

echo
echo "五、建立站点，开放样例征集 / 5. a site with the sample call"
"$jianyou" site demo --home demo/site --no-serve </dev/null

cat <<END

请看 / look at:
  demo/汇总情况.html      一页汇总情况 / the summary on one page
  demo/推荐汇总表.docx    推荐汇总表，另有 .xlsx 和 .pdf / the master table, also .xlsx and .pdf
  demo/问题清单.xlsx      每一处问题及其位置 / every finding with its place
  demo/退回修改/          批注在原文件里的退改件 / the senders' own files with remarks
  demo/forms/             收到的样表 / the forms themselves
  demo/参评条件.txt       六个虚构对象的逐条结论 / six invented nominees, clause by clause

END

desk=("$jianyou" desk demo/工作台 --from "$forms")
site=("$jianyou" site serve --home demo/site)
if [ -t 0 ] && [ -t 1 ]; then
    echo "六、打开网页工作台和站点（按 Ctrl-C 结束）/ 6. opening the desk and the site (Ctrl-C ends both)"
    "${desk[@]}" </dev/null &
    trap 'kill %1 2>/dev/null || true' EXIT
    "${site[@]}"
    exit
fi
echo "打开网页工作台 / to open the desk:"
echo "  ${desk[*]}"
echo "运行站点 / to run the site:"
echo "  ${site[*]}"
