# shellcheck shell=bash
# In place of a unit's program: systemd's exit status for a user that processes cannot have.
echo "no process of this machine can have the user $1" >&2
exit 217
