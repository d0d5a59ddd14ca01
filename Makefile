# 荐优 Jianyou. `make help` lists the doors. Works as root or not, from a clean clone, with an
# empty environment; needs Python 3.11 or newer, GNU make and bash.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export PYTHONUTF8 := 1

PY := .venv/bin/python
PYTEST := $(PY) -m pytest
# Tests that name the same xdist group, such as those driving one office program, share a worker.
WORKERS ?= auto
PARALLEL := -n $(WORKERS) --dist loadgroup
LOCK := $(PY) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.PHONY: help setup system demo run test test-slow test-slow-site test-slow-files coverage check fix bench docs lock clean

help: ## 列出所有命令 / list these targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

setup: ## 建立运行环境 .venv / build .venv (quick when nothing changed)
	@scripts/setup.sh

system: ## 尽力安装测试用的系统软件 / install what the tests like to have (best effort)
	@scripts/system.sh

demo: setup ## 生成三百份样表，检查并汇总 / make 300 forms, check and merge them
	@scripts/demo.sh

run: setup ## 运行一个空站点 jianyou-site/（ARGS= 则运行该命令）/ serve an empty site, or run jianyou with ARGS
	@scripts/run.sh $(ARGS)

test: setup system ## 建立环境并测试 / set up and test
	@$(PYTEST) $(PARALLEL) -m "not slow" $(ARGS)
	@JIANYOU_SITE_TESTS=1 $(PYTEST) $(PARALLEL) -m "not slow" tests/site

test-slow: test-slow-site test-slow-files ## 耗时较长的测试 / the tests that take long

test-slow-site: setup system ## 其中站点的 / those of the site
	@JIANYOU_SITE_TESTS=1 $(PYTEST) $(PARALLEL) -m slow tests/site

test-slow-files: setup system ## 其中文件和规则的 / those of files and rules
	@scripts/spark.sh
	@$(PYTEST) $(PARALLEL) -m slow $(ARGS)

coverage: setup ## 测试覆盖率 / which lines and branches the tests reach
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest $(PARALLEL) -q -m "not slow" $(ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

check: setup ## 代码、类型、分层、文档、用语检查 / lint, types, floors, documents, words
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@DJANGO_SETTINGS_MODULE=jianyou.config.settings $(PY) -W ignore -m django makemigrations --check --dry-run --verbosity 0
	@$(PY) scripts/docs.py --check
	@$(PY) scripts/translations.py --check
	@$(PYTEST) -q -p no:randomly -m "not slow" tests/house tests/terms

fix: setup ## 自动整理代码格式 / format and mend what can be mended by machine
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: setup ## 与同类软件及下限比较速度 / ratios against peers and floors
	@scripts/bench.sh $(ARGS)

docs: setup ## 重新生成参考文档和译文 / regenerate the generated documents and translations
	@$(PY) scripts/docs.py
	@$(PY) scripts/translations.py

lock: setup ## 重新锁定依赖（UPGRADE=1 时升级）/ lock the requirements again (UPGRADE=1 to raise)
	@$(LOCK) $(if $(UPGRADE),--upgrade) --extra screening --extra judging --output-file requirements/run.txt pyproject.toml
	@$(LOCK) $(if $(UPGRADE),--upgrade) --extra dev --extra screening --extra judging --extra assignment --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml
	@$(LOCK) $(if $(UPGRADE),--upgrade) --extra bench --extra screening --extra judging --extra assignment --constraint requirements/run.txt --output-file requirements/bench.txt pyproject.toml
	@echo pyspark | $(LOCK) $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt --output-file requirements/spark.txt -

clean: ## 删除环境与产物 / remove environments and whatever was made
	@rm -rf .venv .venv-bench .venv-spark build dist demo htmlcov src/*.egg-info .coverage* \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
