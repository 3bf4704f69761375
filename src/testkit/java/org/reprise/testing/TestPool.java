package org.reprise.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Keeps connections open for reuse, as the container's pool does. */
final class TestPool {
    private TestPool() {}

    static DataSource over(DataSource source) {
        var idle = new ConcurrentLinkedDeque<Connection>();
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return method.invoke(source, arguments);
            }
            var pooled = idle.pollFirst();
            return leased(pooled == null ? source.getConnection() : pooled, idle);
        });
    }

    private static Connection leased(Connection connection, ConcurrentLinkedDeque<Connection> idle) {
        var closed = new AtomicBoolean();
        return proxy(Connection.class, (method, arguments) -> {
            if (!method.getName().equals("close")) {
                return method.invoke(connection, arguments);
            }
            // JDBC lets a connection be closed twice; given back twice, two threads would share it.
            if (!closed.getAndSet(true)) {
                giveBack(connection, idle);
            }
            return null;
        });
    }

    private static void giveBack(Connection connection, ConcurrentLinkedDeque<Connection> idle) throws SQLException {
        if (connection.isValid(1)) {
            connection.setAutoCommit(true);
            idle.addFirst(connection);
        }
    }

    interface Call {
        Object with(java.lang.reflect.Method method, Object[] arguments) throws Exception;
    }

    static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return call.with(method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
