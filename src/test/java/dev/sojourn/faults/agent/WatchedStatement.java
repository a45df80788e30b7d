package dev.sojourn.faults.agent;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement that tells its connection which table it writes. */
final class WatchedStatement implements InvocationHandler {

    private static final Pattern WRITE = Pattern.compile(
            "\\s*(?:insert(?:\\s+or\\s+\\w+)?\\s+into|update|delete\\s+from)\\s+[\"`]?(\\w+).*", Pattern.DOTALL);

    private final WatchedConnection connection;
    private final Object real;
    private final String prepared;

    WatchedStatement(WatchedConnection connection, Object real, String prepared) {
        this.connection = connection;
        this.real = real;
        this.prepared = prepared;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (!method.getName().startsWith("execute")) {
            return Passing.on(real, method, arguments);
        }
        boolean isGiven = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
        Optional<String> table = written(isGiven ? (String) arguments[0] : prepared);
        return table.isPresent()
                ? connection.write(table.get(), () -> Passing.on(real, method, arguments))
                : Passing.on(real, method, arguments);
    }

    /** The table that this statement writes; empty where it only reads. */
    static Optional<String> written(String sql) {
        Matcher matcher = WRITE.matcher(sql.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
