/** What a person at the host types; `source` is the checkout there. */
const quoted = (path) => `'${path.replaceAll("'", "'\\''")}'`;

/** Appends a comment to the first source file of the checkout, as an editor would, and prints its name. */
export const edit = (source) => `
cd ${quoted(source)} || exit 1
file=$(find "$PWD" \\( -name .git -o -name sojourn \\) -prune -o -type f -print | grep -E '\\.(cpp|cc|c)$' | sort | head -n 1)
[ -n "$file" ] || { echo "no source file in $PWD" >&2; exit 1; }
printf '// edited at %s\\n' "$(date +%T)" >> "$file" && printf '%s\\n' "$file"`;

export const look = (source) => `cd ${quoted(source)}`;

/** How long an opened shell stays, in seconds. */
export const STAY_S = 600;

export const stay = (source) => `cd ${quoted(source)} && sleep ${STAY_S}`;

/** Ends what `stay` started: sleepers of that length whose working folder is the checkout. */
export const leave = (source) => `
tree=$(readlink -f ${quoted(source)})
for process in /proc/[0-9]*; do
  [ "$(readlink "$process/cwd" 2>/dev/null)" = "$tree" ] || continue
  tr '\\0' ' ' < "$process/cmdline" 2>/dev/null | grep -q 'sleep ${STAY_S}' && kill "\${process#/proc/}"
done
exit 0`;
