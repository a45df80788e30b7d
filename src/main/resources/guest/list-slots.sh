# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Lists the slots on the volume and the room that is left. Host; changes nothing.
