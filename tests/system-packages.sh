#!/bin/sh
# Makes sure of what the tests need from the system: a Chromium, poppler's tools, the libraries that
# WeasyPrint sets text with, web servers, and fonts for scripts beyond Latin. Says nothing when all of it is there.
set -eu

have() {
  command -v "$1" >/dev/null 2>&1
}

have_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    have "$CHROMIUM"
  else
    have chromium || have chromium-browser || have google-chrome
  fi
}

have_font_for() {
  have fc-list && [ -n "$(fc-list ":lang=$1" family)" ]
}

have_library() {
  "${PYTHON:-python3}" -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$1" 2>/dev/null
}

missing=""
need() {
  missing="${missing:+$missing }$1"
}

have_browser || need chromium
have pdftotext && have pdftoppm || need poppler-utils
have_library libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
have_library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
have nginx || [ -x /usr/sbin/nginx ] || need nginx-light
have apache2 || [ -x /usr/sbin/apache2 ] || need apache2-bin
have caddy || need caddy
have fc-list || need fontconfig
have_font_for ar && have_font_for he || need fonts-noto-core
have_font_for ja || need fonts-noto-cjk

[ -n "$missing" ] || exit 0

install_line="apt-get update && apt-get install --yes --no-install-recommends $missing"

if have apt-get && [ "$(id -u)" -eq 0 ]; then
  echo "Installing for the tests: $missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # The list is meant to be split into words here.
  # shellcheck disable=SC2086
  apt-get install --yes -qq --no-install-recommends $missing >/dev/null
  exit 0
fi

{
  echo "The tests need system packages that are not here: $missing"
  if have apt-get; then
    echo "Install them as root, then run this again:"
    echo "  sudo sh -c '$install_line'"
  else
    echo "Those are their names on Debian; install the same from your system's packages."
    echo "A Chromium or Chrome elsewhere is found through the variable CHROMIUM."
  fi
} >&2
exit 1
