# shellcheck shell=bash
# Sourced: installing Debian packages where we may, saying so where we may not.

# Prints the command prefix that makes us root; fails where there is no way without a password.
root_prefix() {
    if [ "$(id -u)" -eq 0 ]; then
        echo ""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo "sudo -n"
    else
        return 1
    fi
}

# apt_install PACKAGE...: one update, one install. Fails quietly enough for the caller to explain.
apt_install() {
    local prefix log
    command -v apt-get >/dev/null || return 1
    prefix=$(root_prefix) || return 1
    log=$(mktemp)
    local options=(-qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
    # shellcheck disable=SC2086  # an empty prefix must vanish
    if $prefix timeout 300 apt-get "${options[@]}" update >"$log" 2>&1 &&
        $prefix env DEBIAN_FRONTEND=noninteractive timeout 1200 \
            apt-get "${options[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}
