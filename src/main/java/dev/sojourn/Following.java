package dev.sojourn;

import dev.sojourn.configuration.Configuration;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;

/** A part that is made anew from each configuration. Whoever holds it always speaks to the one of the configuration in force. */
public final class Following<T> {

    private final Supplier<Configuration> live;
    private final Function<Configuration, T> make;
    private Configuration of;
    private T made;

    private Following(Supplier<Configuration> live, Function<Configuration, T> make) {
        this.live = live;
        this.make = make;
        this.of = live.get();
        this.made = make.apply(of);
    }

    /** @param type an interface */
    public static <T> T each(Class<T> type, Supplier<Configuration> live, Function<Configuration, ? extends T> make) {
        Following<T> following = new Following<>(live, make::apply);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, words) -> {
            try {
                return method.invoke(following.now(), words);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }

    private synchronized T now() {
        Configuration newest = live.get();
        if (newest != of) {
            made = make.apply(newest);
            of = newest;
        }
        return made;
    }
}
