package dev.berth;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** An interface of which tests ask a few methods only: the others fail the test that asks them. */
public final class Unasked {

    private Unasked() {
    }

    /**
     * An object that answers what another one does, and the interface's default methods.
     *
     * @param type what it implements
     * @param answers public methods, each with the name and the parameters of one of the interface's; its equality and
     *     text too
     */
    public static <T> T of(Class<T> type, Object answers) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Method answer = answer(answers, method);
            if (answer == null && method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (answer == null) {
                throw new AssertionError("no test asks for " + type.getSimpleName() + '.' + method.getName());
            }
            try {
                return answer.invoke(answers, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Method answer(Object answers, Method asked) {
        try {
            Method answer = answers.getClass().getMethod(asked.getName(), asked.getParameterTypes());
            answer.setAccessible(true);
            return answer;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
