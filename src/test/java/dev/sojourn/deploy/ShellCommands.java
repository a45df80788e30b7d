package dev.sojourn.deploy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which commands a Bash script calls: every plain word in the place of a command, also inside {@code $(…)}, behind words
 * that run other commands, and in scripts that are given to {@code bash -c}. Knows as much of the language as the guest
 * scripts use; words that come out of variables stay unknown.
 */
final class ShellCommands {

    private static final Set<String> OPENERS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "time", "in");
    private static final Set<String> CLOSERS = Set.of("fi", "done", "esac", "}");
    /** They run what comes behind their own options and values. */
    private static final Set<String> RUNNERS = Set.of(
            "as_owner",
            "unlocked",
            "env",
            "timeout",
            "nice",
            "setpriv",
            "unshare",
            "xargs",
            "exec",
            "command",
            "builtin");

    /** A word that is not known before the script runs. */
    private static final String UNKNOWN = "$";

    private final String script;
    private final Map<String, Integer> called = new TreeMap<>();
    private final Set<String> functions = new TreeSet<>();
    private int at;
    private int line = 1;

    private ShellCommands(String script) {
        this.script = script;
        list('\0');
    }

    /** @return commands with the line of their first call; functions of the script are not among them */
    static Map<String, Integer> calledBy(String script) {
        ShellCommands read = new ShellCommands(script);
        read.called.keySet().removeAll(read.functions);
        return read.called;
    }

    static Set<String> functionsOf(String script) {
        return new ShellCommands(script).functions;
    }

    /** Commands up to {@code end}, which is consumed. */
    private void list(char end) {
        boolean command = true; // is the next word one?
        String runner = ""; // whose command the next word could be
        boolean pattern = false; // of a case
        String before = "";
        while (at < script.length()) {
            char next = script.charAt(at);
            if (next == end && !pattern) {
                skip(1);
                return;
            }
            if (next == '#') {
                skip(lengthUntil("\n"));
            } else if (next == '\n' || next == ';' || next == '|' || next == '&' || next == '(') {
                if (script.startsWith(";;", at)) {
                    pattern = true;
                }
                if (script.startsWith("((", at)) {
                    expression("))");
                } else if (next == '(' && !pattern) {
                    skip(1);
                    list(')');
                    command = false;
                    continue;
                } else {
                    skip(script.startsWith(";;", at) ? 2 : 1);
                }
                command = !pattern;
                runner = "";
                before = "";
            } else if (next == ')') {
                skip(1); // ends a pattern
                pattern = false;
                command = true;
            } else if (Character.isWhitespace(next) || script.startsWith("\\\n", at)) {
                skip(next == '\\' ? 2 : 1);
            } else if (next == '<' || next == '>') {
                redirection();
            } else if (command && script.startsWith("[[ ", at)) {
                expression(" ]]");
                command = false;
            } else {
                String word = word(command || before.equals("bash -c"));
                if (pattern) {
                    if (word.equals("esac")) {
                        pattern = false;
                        command = false;
                    }
                } else if (before.equals("bash -c")) {
                    before = "";
                } else if (command && script.startsWith("()", at)) {
                    functions.add(word);
                    skip(2);
                } else if (command && word.equals("case")) {
                    skip(1);
                    word(false);
                    skip(" in".length());
                    pattern = true;
                    command = false;
                } else if (command && word.equals("for")) {
                    command = false;
                } else if (command && word.matches("[A-Za-z_][A-Za-z0-9_]*(\\[.*])?\\+?=.*")) {
                    command = true; // VARIABLE=value
                } else if (command && CLOSERS.contains(word)) {
                    command = false;
                } else if (command && !OPENERS.contains(word)) {
                    called(word);
                    runner = RUNNERS.contains(word) ? word : "";
                    before = word;
                    command = false;
                } else if (!runner.isEmpty() && !isOwn(word)) {
                    called(word);
                    runner = RUNNERS.contains(word) ? word : "";
                    before = word;
                } else if (word.matches("-exec(dir)?")) {
                    command = true;
                } else if (before.equals("bash") && word.matches("-[a-z]*c")) {
                    before = "bash -c";
                }
            }
        }
    }

    /** Is it an option, a value or a variable of a runner, and not the command that it runs? */
    private static boolean isOwn(String word) {
        return word.matches("-.*|[0-9].*|.*=.*");
    }

    private void called(String word) {
        if (word.matches("[A-Za-z0-9][A-Za-z0-9_.+-]*")) {
            called.putIfAbsent(word, line);
        }
    }

    /** One word, with quotes taken off. */
    private String word(boolean mayBeScript) {
        StringBuilder word = new StringBuilder();
        boolean known = true;
        while (at < script.length() && " \t\n;|&<>()".indexOf(script.charAt(at)) < 0) {
            char next = script.charAt(at);
            if (next == '\'') {
                int from = at + 1;
                skip(1);
                skip(lengthUntil("'") + 1);
                if (mayBeScript && word.isEmpty()) {
                    nested(script.substring(from, at - 1));
                    known = false;
                }
                word.append(script, from, at - 1);
            } else if (script.startsWith("$'", at)) {
                skip(2);
                while (script.charAt(at) != '\'') {
                    skip(script.charAt(at) == '\\' ? 2 : 1);
                }
                skip(1);
                known = false;
            } else if (next == '"') {
                doubleQuoted();
                known = false;
            } else if (next == '$' || next == '`') {
                expansion();
                known = false;
            } else if (next == '\\') {
                word.append(script.charAt(at + 1));
                skip(2);
            } else {
                word.append(next);
                skip(1);
                if (next == '=' && at < script.length() && script.charAt(at) == '(') {
                    array();
                }
            }
        }
        return known || word.indexOf("=") >= 0 ? word.toString() : UNKNOWN;
    }

    private void nested(String inner) {
        ShellCommands commands = new ShellCommands(inner);
        commands.called.keySet().removeAll(commands.functions);
        commands.called.keySet().forEach(this::called);
    }

    /** A list that begins as a command with options does is one that is kept for later. */
    private void array() {
        String first = "";
        int words = 0;
        skip(1);
        while (script.charAt(at) != ')') {
            if (Character.isWhitespace(script.charAt(at))) {
                skip(1);
            } else if (script.charAt(at) == '<' || script.charAt(at) == '>') {
                redirection();
            } else {
                String word = word(false);
                if (++words == 1) {
                    first = word;
                } else if (words == 2 && isOwn(word)) {
                    called(first);
                }
            }
        }
        skip(1);
    }

    private void doubleQuoted() {
        skip(1);
        while (script.charAt(at) != '"') {
            switch (script.charAt(at)) {
                case '\\' -> skip(2);
                case '$' -> expansion();
                default -> skip(1);
            }
        }
        skip(1);
    }

    private void expansion() {
        if (script.startsWith("$((", at)) {
            skip(1);
            expression("))");
        } else if (script.startsWith("$(", at)) {
            skip(2);
            list(')');
        } else if (script.startsWith("${", at)) {
            skip(2);
            while (script.charAt(at) != '}') {
                switch (script.charAt(at)) {
                    case '\\' -> skip(2);
                    case '"' -> doubleQuoted();
                    case '$' -> expansion();
                    case '\'' -> skip(2 + script.substring(at + 1).indexOf('\''));
                    default -> skip(1);
                }
            }
            skip(1);
        } else {
            skip(1);
        }
    }

    /** Arithmetic or a test: no commands in there, but for those in {@code $(…)}. */
    private void expression(String end) {
        int depth = 0;
        skip(2);
        while (depth > 0 || !script.startsWith(end, at)) {
            switch (script.charAt(at)) {
                case '"' -> doubleQuoted();
                case '$' -> expansion();
                case '\\' -> skip(2);
                case '\'' -> skip(2 + script.substring(at + 1).indexOf('\''));
                case '(' -> {
                    depth++;
                    skip(1);
                }
                case ')' -> {
                    depth--;
                    skip(1);
                }
                default -> skip(1);
            }
        }
        skip(end.length());
    }

    private void redirection() {
        if (script.startsWith("<<", at) && !script.startsWith("<<<", at)) {
            throw new IllegalStateException("line " + line + " has a here-document: teach this class to skip it");
        }
        if (script.startsWith("<(", at) || script.startsWith(">(", at)) {
            skip(2);
            list(')');
            return;
        }
        while ("<>&".indexOf(script.charAt(at)) >= 0) {
            skip(1);
        }
        while (script.charAt(at) == ' ') {
            skip(1);
        }
        if (script.startsWith("<(", at)) {
            redirection();
        } else {
            word(false);
        }
    }

    private int lengthUntil(String text) {
        int found = script.indexOf(text, at);
        return (found < 0 ? script.length() : found) - at;
    }

    private void skip(int characters) {
        for (int end = Math.min(at + characters, script.length()); at < end; at++) {
            if (script.charAt(at) == '\n') {
                line++;
            }
        }
    }
}
