package dev.sojourn.faults.agent;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeSet;

/** A connection that knows which tables its transaction has written, and commits through the gate. */
final class WatchedConnection implements InvocationHandler {

    private final Connection real;
    private final CommitGate gate;
    private final TreeSet<String> written = new TreeSet<>();

    private WatchedConnection(Connection real, CommitGate gate) {
        this.real = real;
        this.gate = gate;
    }

    static Connection of(Connection real, CommitGate gate) {
        return (Connection) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new WatchedConnection(real, gate));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "createStatement":
                return statement(Statement.class, Passing.on(real, method, arguments), "");
            case "prepareStatement":
                return statement(PreparedStatement.class, Passing.on(real, method, arguments), (String) arguments[0]);
            case "commit":
                return commit(() -> Passing.on(real, method, arguments));
            case "rollback":
                written.clear();
                return Passing.on(real, method, arguments);
            default:
                return Passing.on(real, method, arguments);
        }
    }

    /** Runs what writes this table: a commit of its own, or a part of the one that will come. */
    Object write(String table, Work work) throws Throwable {
        written.add(table);
        return isAlone() ? commit(work) : work.run();
    }

    private boolean isAlone() throws SQLException {
        return real.getAutoCommit();
    }

    private Object commit(Work work) throws Throwable {
        if (written.isEmpty()) {
            return work.run();
        }
        String tables = String.join("+", written);
        written.clear();
        return gate.pass(tables, work);
    }

    private <S extends Statement> Object statement(Class<S> kind, Object statement, String sql) {
        return Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {kind},
                new WatchedStatement(this, statement, sql));
    }

    /** What may be held before and after. */
    interface Work {
        Object run() throws Throwable;
    }
}
