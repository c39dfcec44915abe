package io.depthstream.ingest.itch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads and writes messages field by field and by name, so that a test can cover all types in one sweep. */
final class MessageFields {
    private static final Pattern FIELD = Pattern.compile("(\\w+)=");
    private static final Map<Class<?>, List<Method>> ACCESSORS = new ConcurrentHashMap<>();
    private static final Map<String, Method> SETTERS = new ConcurrentHashMap<>();

    private MessageFields() {
    }

    /** Every field of the message by the specification's name, in the order of the wire. */
    static Map<String, Object> of(final ItchMessage message) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        for (final Method accessor : ACCESSORS.computeIfAbsent(message.getClass(), type -> accessors(message))) {
            fields.put(accessor.getName(), invoke(accessor, message));
        }
        return fields;
    }

    /** The fields' names by way of {@link ItchMessage#toString()}, which lists them all. */
    private static List<Method> accessors(final ItchMessage message) {
        final List<Method> accessors = new ArrayList<>();
        final Matcher names = FIELD.matcher(message.toString());
        while (names.find()) {
            try {
                accessors.add(message.getClass().getMethod(names.group(1)));
            } catch (final NoSuchMethodException e) {
                throw new AssertionError("no accessor for " + names.group(1) + " of " + message, e);
            }
        }
        return accessors;
    }

    /** The bytes the message's encoder writes when it is told each of the message's fields. */
    static byte[] encodeAgain(final ItchMessage message) {
        try {
            final byte[] bytes = new byte[message.length()];
            final ItchEncoder<?> encoder = (ItchEncoder<?>)
                    Class.forName(message.getClass().getName() + "Encoder").getConstructor().newInstance();
            encoder.getClass()
                    .getMethod("wrap", MutableDirectBuffer.class, int.class)
                    .invoke(encoder, new UnsafeBuffer(bytes), 0);
            of(message).forEach((name, value) -> invoke(setter(encoder, name), encoder, value));
            return bytes;
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError("no encoder for " + message, e);
        }
    }

    private static Method setter(final ItchEncoder<?> encoder, final String name) {
        return SETTERS.computeIfAbsent(encoder.getClass().getName() + '.' + name, key -> {
            for (final Method method : encoder.getClass().getMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 1) {
                    return method;
                }
            }
            throw new AssertionError(encoder.getClass().getSimpleName() + " cannot write " + name);
        });
    }

    static Object invoke(final Method method, final Object target, final Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError("cannot call " + method, e);
        }
    }
}
