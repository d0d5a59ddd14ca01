#!/usr/bin/env bash
# Builds .venv-spark: pyspark is large and for slow tests only, so it stands apart from the product's environment.
# Best effort: without it, or without Java, those tests are skipped with the reason. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v java >/dev/null && [ ! -x "${JAVA_HOME:-}/bin/java" ]; then
    # shellcheck source=scripts/apt.sh
    source scripts/apt.sh
    apt_install default-jre-headless || true
fi
if ! command -v java >/dev/null && [ ! -x "${JAVA_HOME:-}/bin/java" ]; then
    echo "没有 Java，Spark 的测试将跳过 / no Java here: the tests of Spark are skipped"
    exit 0
fi
stamp=.venv-spark/.jianyou-stamp
wanted=$({ pwd; cat requirements/spark.txt scripts/spark.sh; } | cksum)
[ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || exit 0

echo "建立 .venv-spark（约 450 MB）…… / building .venv-spark (about 450 MB)"
rm -rf .venv-spark
.venv/bin/python -m venv .venv-spark
echo '*' >.venv-spark/.gitignore
if ! .venv-spark/bin/python -m pip --disable-pip-version-check --no-input -qq \
    install --require-hashes -r requirements/spark.txt; then
    rm -rf .venv-spark
    echo "未能安装 pyspark，Spark 的测试将跳过 / pyspark could not be installed: its tests are skipped"
    exit 0
fi
# Everything else comes from the usual environment, by a path file.
where='import sysconfig; print(sysconfig.get_path("purelib"))'
.venv/bin/python -c "$where" >.venv-spark/usual
echo "$PWD/src" >>.venv-spark/usual
mv .venv-spark/usual "$(.venv-spark/bin/python -c "$where")/jianyou.pth"
echo "$wanted" >"$stamp"
