#!/bin/sh
# Makes a Debian 12 or 13 or Raspberry Pi OS machine an unattended exhibit, or a server of tours over SSH, or an image of
# one. May be run again.
#
# install.sh [--binary FILE] [--config FILE] [--touch] [--root DIR] [--keep-boot]
# install.sh --serve [--binary FILE] [--config FILE] [--root DIR]
# install.sh --uninstall [--root DIR]
#
#   --binary FILE   the program; without it ../target/release/docent or docent beside this script
#   --config FILE   the settings for a first installation; without it docent's own, with a comment at each
#   --touch         for a touch panel or full Unicode: cage and foot instead of the console
#   --root DIR      installs into the image below DIR instead of this machine
#   --serve         the server alone, with nothing of an exhibit; see SERVER.md
#   --keep-boot     leaves the kernel's command line alone
#   --uninstall     takes away what was installed; settings, tours and counters stay
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root='' binary='' config='' unit=docent-kiosk boot=yes act=install settings=kiosk
units='docent-kiosk.service docent-kiosk-touch.service docent-console.service docent-fallback@.service docent-login.service'
words='quiet loglevel=3 systemd.show_status=no consoleblank=0 vt.global_cursor_default=0'
masked='getty@tty1.service ctrl-alt-del.target'

say() { printf '%s\n' "$*"; }
refuse() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}
usage() {
    sed -n '/^# install.sh/,/^set/s/^# \{0,1\}//p' "$0"
    exit "$1"
}

while [ $# -gt 0 ]; do
    case $1 in
    --binary | --config | --root)
        [ $# -ge 2 ] || refuse "$1 needs a name after it"
        case $1 in
        --binary) binary=$2 ;;
        --config) config=$2 ;;
        --root) root=${2%/} ;;
        esac
        shift
        ;;
    --touch) unit=docent-kiosk-touch ;;
    --serve) unit=docent-serve settings=serve ;;
    --keep-boot) boot=no ;;
    --uninstall) act=uninstall ;;
    --help | -h) usage 0 ;;
    *) usage 2 >&2 ;;
    esac
    shift
done

# --- What must be there --------------------------------------------------------------------------------------------

check_machine() {
    [ -z "$root" ] || [ -d "$root/etc" ] || refuse "$root holds no system: there is no $root/etc"
    [ -n "$root" ] || [ "$(id -u)" = 0 ] || refuse "only root may install: sudo $0"
    for program in systemctl systemd-sysusers; do
        command -v $program >/dev/null || refuse "$program is missing: this needs systemd"
    done
    # In an image the unit files are looked at; on a machine systemd itself must be what runs it.
    [ -n "$root" ] || [ -d /run/systemd/system ] || refuse "this machine was not started by systemd; for an image: --root DIR"
}

# A desktop takes the screen for itself.
check_desktop() {
    target=$(readlink "$root/etc/systemd/system/default.target" || echo graphical.target)
    [ ! -e "$root/etc/systemd/system/display-manager.service" ] && [ ! -L "$root/etc/systemd/system/display-manager.service" ] ||
        [ "${target##*/}" = multi-user.target ] ||
        refuse "this system starts a desktop; first: systemctl ${root:+--root=$root }set-default multi-user.target"
}

check_packages() {
    missing=''
    [ -x "$root/usr/bin/setupcon" ] || [ -x "$root/bin/setupcon" ] || missing="$missing console-setup"
    [ -x "$root/usr/bin/loadkeys" ] || [ -x "$root/bin/loadkeys" ] || missing="$missing kbd"
    [ -f "$root/usr/share/consolefonts/FullCyrAsia-TerminusBold32x16.psf.gz" ] || missing="$missing console-setup-linux"
    if [ $unit = docent-kiosk-touch ]; then
        [ -x "$root/usr/bin/cage" ] || missing="$missing cage"
        [ -x "$root/usr/bin/foot" ] || missing="$missing foot"
        [ -d "$root/usr/share/fonts/truetype/dejavu" ] || missing="$missing fonts-dejavu-core"
        [ -x "$root/usr/sbin/seatd" ] || missing="$missing seatd"
        # The cage of Debian 12 does not start without it.
        case $(cat "$root/etc/debian_version" 2>/dev/null) in
        12*) [ -x "$root/usr/bin/Xwayland" ] || missing="$missing xwayland" ;;
        esac
    fi
    [ -z "$missing" ] || refuse "packages are missing; first: apt-get install$missing"
    [ -x "$root/usr/bin/espeak-ng" ] || say "note: without the package espeak-ng the exhibit does not speak"
}

find_binary() {
    if [ -z "$binary" ]; then
        for candidate in "$here/../target/release/docent" "$here/docent"; do
            [ ! -f "$candidate" ] || { binary=$candidate && break; }
        done
    fi
    [ -n "$binary" ] || refuse "there is no docent: build it with cargo build --release, or name it with --binary FILE"
    [ -f "$binary" ] || refuse "$binary does not exist"
    if [ -z "$root" ]; then
        "$binary" --version >/dev/null 2>&1 || refuse "$binary does not run on this machine ($(uname -m)): $(file_kind)"
    fi
}
file_kind() { "$binary" --version 2>&1 | head -n 1; }

# The settings of a first installation, written beside their place until they have passed the check.
make_config() {
    [ ! -f "$root/etc/docent/$settings.toml" ] || return 0
    put_dir /etc/docent
    new="$root/etc/docent/$settings.toml.new"
    if [ -n "$config" ]; then
        [ -f "$config" ] || refuse "$config does not exist"
        cp "$config" "$new"
    elif ! "$binary" $settings --print-config >"$new" 2>/dev/null; then
        rm -f "$new"
        refuse "$binary cannot print its settings here; run it on its own kind of machine, docent $settings --print-config >$settings.toml, and give them with --config $settings.toml"
    fi
    chmod 644 "$new"
    mv "$new" "$root/etc/docent/$settings.toml"
}

# --- Putting and taking --------------------------------------------------------------------------------------------

put_dir() { mkdir -p "$root$1"; }
# put MODE FILE PLACE: by another name first, so that a running program or a loss of power never meets half a file.
put() {
    put_dir "$(dirname "$3")"
    cp "$2" "$root$3.new"
    chmod "$1" "$root$3.new"
    mv "$root$3.new" "$root$3"
}

# The files of an exhibit and where they stand, as lines "mode file place".
kiosk_files() {
    for name in $units; do say "644 $name /etc/systemd/system/$name"; done
    for name in system logind journald; do
        say "644 $name.conf.d/docent.conf /etc/systemd/$name.conf.d/docent.conf"
    done
    cat <<-END
	755 fallback /usr/local/lib/docent/fallback
	755 keymap /usr/local/lib/docent/keymap
	755 ended /usr/local/lib/docent/ended
	644 fallback.txt /usr/local/share/docent/fallback.txt
	644 foot.ini /usr/local/share/docent/foot.ini
	644 serial.conf /usr/local/share/docent/serial.conf
	644 sysctl.d/90-docent.conf /etc/sysctl.d/90-docent.conf
	644 sysusers.d/docent.conf /etc/sysusers.d/docent.conf
	END
}

# Those of a server.
serve_files() {
    for name in docent-serve.service docent-serve.socket; do say "644 $name /etc/systemd/system/$name"; done
    say "644 sysusers.d/docent-serve.conf /etc/sysusers.d/docent-serve.conf"
}

guides() { for name in README.md SERVER.md; do say "644 $name /usr/local/share/doc/docent/$name"; done; }

put_files() {
    put 755 "$binary" /usr/local/bin/docent
    { "${settings}_files" && guides; } | while read -r mode name place; do put "$mode" "$here/$name" "$place"; done
    put_dir /srv/docent/tours
    [ $settings = serve ] || put_font
}

put_font() {
    old="$root/etc/default/console-setup"
    if [ -f "$old" ] && [ ! -f "$old.before-docent" ] && ! cmp -s "$old" "$here/console-setup"; then
        cp -p "$old" "$old.before-docent"
        put 644 "$here/console-setup" /etc/default/console-setup
    elif [ ! -f "$old" ]; then
        put 644 "$here/console-setup" /etc/default/console-setup
    fi
}

take_files() {
    rm -f "$root/usr/local/bin/docent"
    { kiosk_files && serve_files && guides; } | while read -r _ _ place; do rm -f "$root$place"; done
    for dir in /usr/local/lib/docent /usr/local/share/docent /usr/local/share/doc/docent /srv/docent/tours /srv/docent; do
        rmdir "$root$dir" 2>/dev/null || true
    done
    old="$root/etc/default/console-setup"
    [ ! -f "$old.before-docent" ] || mv "$old.before-docent" "$old"
}

# --- The kernel's command line -------------------------------------------------------------------------------------

# A Raspberry Pi's, on one line in a file; the words that were added are noted, to take away no others later.
pi_line() { for file in /boot/firmware/cmdline.txt /boot/cmdline.txt; do
    [ ! -f "$root$file" ] || { say "$root$file" && break; }
done; }
added="$root/usr/local/share/docent/cmdline"

put_boot() {
    line=$(pi_line)
    if [ -n "$line" ]; then
        for word in $words; do
            tr ' ' '\n' <"$line" | grep -qxF "$word" && continue
            say "$word" >>"$added"
            sed "1s/\$/ $word/" "$line" >"$line.new" && mv "$line.new" "$line"
        done
    elif [ -d "$root/etc/default/grub.d" ] || [ -f "$root/etc/default/grub" ]; then
        put 644 "$here/grub.d/docent.cfg" /etc/default/grub.d/docent.cfg
        [ -n "$root" ] || ! command -v update-grub >/dev/null || update-grub
    else
        say "note: no boot loader's settings were found; add to the kernel's command line: $words"
    fi
}

take_boot() {
    line=$(pi_line)
    if [ -n "$line" ] && [ -f "$added" ]; then
        while read -r word; do
            tr ' ' '\n' <"$line" | grep -vxF "$word" | paste -sd' ' >"$line.new" && mv "$line.new" "$line"
        done <"$added"
    fi
    rm -f "$added"
    if [ -f "$root/etc/default/grub.d/docent.cfg" ]; then
        rm -f "$root/etc/default/grub.d/docent.cfg"
        [ -n "$root" ] || ! command -v update-grub >/dev/null || update-grub
    fi
}

# --- Turning on and off --------------------------------------------------------------------------------------------

control() { systemctl --root="${root:-/}" --quiet "$@"; }

turn_on() {
    if [ $settings = serve ]; then turn_on_server; else turn_on_exhibit; fi
}

turn_on_server() {
    systemd-sysusers --root="${root:-/}" docent-serve.conf
    control enable docent-serve.service
    [ -z "$root" ] || return 0
    systemctl daemon-reload
    say "installed; look into /etc/docent/serve.toml, then: systemctl restart docent-serve"
}

turn_on_exhibit() {
    systemd-sysusers --root="${root:-/}" docent.conf
    for other in docent-kiosk docent-kiosk-touch; do
        [ $other = $unit ] || control disable $other.service
    done
    # shellcheck disable=SC2086
    control mask $masked
    control enable $unit.service
    [ -n "$root" ] || start_now
}

start_now() {
    systemctl daemon-reload
    sysctl --quiet --system >/dev/null
    systemctl try-restart systemd-journald
    if [ $unit = docent-kiosk ]; then setupcon --save-only || true; fi
    say "installed; restart the machine to begin, or: systemctl restart docent-console && systemctl restart $unit"
}

turn_off() {
    if [ -z "$root" ]; then
        systemctl stop docent-kiosk docent-kiosk-touch 'docent-fallback@*' docent-login docent-console 2>/dev/null || true
        systemctl stop docent-serve.socket docent-serve.service 2>/dev/null || true
    fi
    # One at a time: a name that is not there keeps the others from being disabled.
    for name in docent-kiosk.service docent-kiosk-touch.service docent-serve.socket docent-serve.service; do
        control disable $name 2>/dev/null || true
    done
    # On a machine that is no exhibit somebody else may have masked them.
    # shellcheck disable=SC2086
    [ ! -e "$root/etc/systemd/system/docent-kiosk.service" ] || control unmask $masked
}

install_all() {
    check_machine
    if [ $settings = kiosk ]; then
        check_desktop
        check_packages
    fi
    find_binary
    make_config
    put_files
    [ $boot = no ] || [ $settings = serve ] || put_boot
    turn_on
}

uninstall_all() {
    check_machine
    turn_off
    take_boot
    take_files
    [ -n "$root" ] || systemctl daemon-reload
    say "taken away; what stays: /etc/docent, /srv/docent, /var/lib/docent*, and the users docent and docent-serve"
}

${act}_all
