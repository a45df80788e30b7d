package dev.sojourn.faults.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls on through a proxy, with what is thrown there thrown here. */
final class Passing {

    private Passing() {}

    static Object on(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
