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

/** Ends the processes that stand in the checkout and have these words in their command line; prints how many. */
const end = (source, words) => `
tree=$(readlink -f ${quoted(source)})
ended=0
for process in /proc/[0-9]*; do
  [ "$(readlink "$process/cwd" 2>/dev/null)" = "$tree" ] || continue
  tr '\\0' ' ' < "$process/cmdline" 2>/dev/null | grep -q '${words}' || continue
  kill "\${process#/proc/}" && ended=$((ended + 1))
done
echo "$ended"`;

/** Ends what `stay` started. */
export const leave = (source) => end(source, `sleep ${STAY_S}`);

/** As an editor does: a clangd that stands in the checkout until somebody ends it. */
export const index = (source) => `cd ${quoted(source)} && exec clangd --background-index`;

/** Ends what `index` started. */
export const unindex = (source) => end(source, 'clangd --background-index');
