#!/usr/bin/env bash
# Runs the benchmarks in an environment of their own, so that the peers never come near the product.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv-bench/.jianyou-stamp
wanted=$({ pwd; cat requirements/bench.txt scripts/bench.sh; } | cksum)
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    rm -rf .venv-bench
    .venv/bin/python -m venv .venv-bench
    echo '*' >.venv-bench/.gitignore
    .venv-bench/bin/python -m pip --disable-pip-version-check --no-input -qq \
        install --require-hashes -r requirements/bench.txt
    # A path file stands in for an editable install, which would need a build backend in there.
    echo "$PWD/src" >"$(.venv-bench/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/jianyou.pth"
    echo "$wanted" >"$stamp"
fi
exec .venv-bench/bin/python -m benchmarks "$@"
