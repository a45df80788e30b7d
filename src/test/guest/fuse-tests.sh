# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# The builder's fuses and the watcher for the end of a spot instance.

a_builder_boots() {
  on_machine "builder-$BASHPID"
  attach "vol-0$BASHPID"
  trap leave EXIT
  : >"$WORLD/journal"
  rm -f "$WORLD"/units/*
  SOJOURN_IMDS=http://127.0.0.1:1 operation boot LEASE_S=600 CAP_S=7200
  answered .ok
}

# elapse TIMER: what systemd does when its time has come.
elapse() {
  local command
  mapfile -t command <"$1"
  bash -c '"$@"' bash "${command[@]:1}" >>"$WORLD/journal" 2>&1
}

timers() { (cd "$WORLD/units" && echo *.timer); }

a_unit_builds() {
  echo 'while true; do sleep 0.1; done' >"$WORLD/endless.sh"
  systemd-run --quiet --unit=sojourn-build-1-1 --collect bash "$WORLD/endless.sh"
  mkdir -p "$SOJOURN_RUN/builds"
  printf '%s\n' 1 1 sojourn-build-1-1 "$MOUNT/sojourn/jobs/1" "$MOUNT/sojourn/slots/1/build" >"$SOJOURN_RUN/builds/1-1"
}

two_fuses() {
  a_builder_boots
  [[ $(timers) =~ ^sojourn-cap.timer\ sojourn-lease-[0-9]+.timer$ ]]
  [[ $(head -n 1 "$WORLD/units/sojourn-cap.timer") == 7200s ]]
  builder_mount LEASE_S=900
  [[ $(timers) =~ ^sojourn-cap.timer\ sojourn-lease-[0-9]+.timer$ ]]
  [[ $(head -n 1 "$WORLD"/units/sojourn-lease-*.timer) == 900s ]]
  operation progress LEASE_S=300
  [[ $(head -n 1 "$WORLD"/units/sojourn-lease-*.timer) == 300s ]]
  [[ $(head -n 1 "$WORLD/units/sojourn-cap.timer") == 7200s ]]
  # Never a moment without a lease: each one was armed before the one before it was stopped.
  awk '/^armed sojourn-lease/ {n++} /^stopped sojourn-lease/ {n--; if (n < 1) exit 1} END {if (n != 1) exit 1}' "$WORLD/journal"
}

blown() { # TIMER
  a_builder_boots
  builder_mount
  a_unit_builds
  (cd "$MOUNT" && exec sleep 60) &
  eventually [ "/proc/$!/cwd" -ef "$MOUNT" ]
  elapse "$(echo "$WORLD"/units/"$1"*.timer)"
  [[ $(tail -n 1 "$WORLD/journal") == 'shutdown while unmounted' ]]
  grep -qx 'stopped sojourn-build-1-1' "$WORLD/journal"
  not mountpoint -q "$MOUNT"
  e2fsck -fn "$LOOP"
}
lease_blown() { blown sojourn-lease && [[ $(<"$SOJOURN_RUN/fuse-blown") == lease ]]; }
cap_blown() { blown sojourn-cap && [[ $(<"$SOJOURN_RUN/fuse-blown") == cap ]]; }

stuck_shuts_down() {
  a_builder_boots
  builder_mount
  mkdir "$MOUNT/inner"
  mount -t tmpfs none "$MOUNT/inner"
  elapse "$WORLD"/units/sojourn-cap.timer
  [[ $(tail -n 1 "$WORLD/journal") == 'shutdown while mounted' ]]
  grep -q 'unmounting .* failed' "$WORLD/journal"
  umount "$MOUNT/inner"
}

reboot() {
  a_builder_boots
  systemctl stop sojourn-spot # no unit outlives it
  rm -rf "$SOJOURN_RUN" "$WORLD"/units/*.timer
  echo "$(($(date +%s) + 100))" >"$SOJOURN_STATE/cap"
  operation boot LEASE_S=600 CAP_S=7200
  local left
  left=$(head -n 1 "$WORLD/units/sojourn-cap.timer")
  ((${left%s} <= 100 && ${left%s} > 80))
}

spot() {
  a_builder_boots
  builder_mount
  a_unit_builds
  systemctl stop sojourn-spot
  python3 - "$WORLD/port" <<'PYTHON' &
import http.server, sys
asked = []
class Metadata(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def reply(self, status, body):
        self.send_response(status); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body.encode())
    def do_PUT(self):
        self.reply(200 if self.path == "/latest/api/token" and self.headers["X-aws-ec2-metadata-token-ttl-seconds"] else 400, "token==")
    def do_GET(self):
        asked.append(self.path)
        if self.headers["X-aws-ec2-metadata-token"] != "token==": return self.reply(401, "")
        if len(asked) < 2: return self.reply(404, "")
        self.reply(200, '{"action": "terminate", "time": "2026-11-23T10:02:00Z"}')
server = http.server.HTTPServer(("127.0.0.1", 0), Metadata)
open(sys.argv[1] + ".new", "w").write(str(server.server_port)); __import__("os").rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
PYTHON
  eventually [ -s "$WORLD/port" ]
  SOJOURN_IMDS=http://127.0.0.1:$(<"$WORLD/port") bash "$SOJOURN_RUN/spot.sh"
  [[ $(<"$SOJOURN_RUN/spot-notice") == 2026-11-23T10:02:00Z ]]
  not mountpoint -q "$MOUNT"
  grep -qx 'stopped sojourn-build-1-1' "$WORLD/journal"
  operation progress
  answered '.spot_notice == "2026-11-23T10:02:00Z" and .builds[0].active == false'
}

it 'a builder arms two fuses; the lease is renewed without a gap, the cap stays' two_fuses
it 'a lease that runs out stops the build, unmounts cleanly and shuts down' lease_blown
it 'so does the cap' cap_blown
it 'a volume that cannot be unmounted does not keep the machine alive' stuck_shuts_down
it 'a reboot does not extend the cap' reboot
it 'a spot notice stops the build and unmounts within the two minutes' spot
