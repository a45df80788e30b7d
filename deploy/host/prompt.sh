# shellcheck shell=bash
# Says in the prompt of bash or zsh that a volume is away: [#12 away] ann@host:~$
# To be read from ~/.bashrc or ~/.zshrc, after what sets the prompt:  . /usr/local/share/sojourn/prompt.sh
# SOJOURN_PROMPT=--here before that line says it only in folders of that volume.

_sojourn_look() {
  local code=$? # what comes after this may want to show it
  SOJOURN_SEGMENT=$(sojourn prompt ${SOJOURN_PROMPT:+"$SOJOURN_PROMPT"} 2>/dev/null)
  return "$code"
}

if [[ -n ${ZSH_VERSION-} ]]; then
  if [[ ${precmd_functions[*]-} != *_sojourn_look* ]]; then
    setopt PROMPT_SUBST
    precmd_functions+=(_sojourn_look)
    # shellcheck disable=SC2016 # read anew for each prompt
    PROMPT='${SOJOURN_SEGMENT:+$SOJOURN_SEGMENT }'${PROMPT-}
  fi
elif [[ ${PROMPT_COMMAND-} != *_sojourn_look* ]]; then
  PROMPT_COMMAND="_sojourn_look${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
  # shellcheck disable=SC2016 # read anew for each prompt
  PS1='${SOJOURN_SEGMENT:+$SOJOURN_SEGMENT }'${PS1-}
fi
