package org.reprise.telegram.tdlib.dc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The constructors and methods that the data centre knows: scheme.txt. */
final class Scheme {
    private static final Map<String, Constructor> BY_NAME = new HashMap<>();
    private static final Map<Integer, Constructor> BY_ID = new HashMap<>();

    /** Objects of this name, with these members in the order of the wire. */
    record Constructor(String name, int id, List<Member> members) {}

    /**
     * @param flags the member whose bit tells whether this one is there; null: it always is
     * @param bit 0 to 31
     */
    record Member(String name, String type, String flags, int bit) {
        boolean isFlags() {
            return type.equals("#");
        }

        private static Member of(String text) {
            var name = text.substring(0, text.indexOf(':'));
            var type = text.substring(text.indexOf(':') + 1);
            int condition = type.indexOf('?');
            if (condition < 0) {
                return new Member(name, type, null, 0);
            }
            int dot = type.indexOf('.');
            return new Member(
                    name,
                    type.substring(condition + 1),
                    type.substring(0, dot),
                    Integer.parseInt(type.substring(dot + 1, condition)));
        }
    }

    static {
        try (var lines = new BufferedReader(
                new InputStreamReader(Scheme.class.getResourceAsStream("scheme.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(words -> new Constructor(
                            words[0],
                            Integer.parseUnsignedInt(words[1], 16),
                            Arrays.stream(words).skip(2).map(Member::of).toList()))
                    .forEach(constructor -> {
                        BY_NAME.put(constructor.name(), constructor);
                        BY_ID.put(constructor.id(), constructor);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Scheme() {}

    static Constructor named(String name) {
        var constructor = BY_NAME.get(name);
        if (constructor == null) {
            throw new IllegalArgumentException(name + " is not in scheme.txt");
        }
        return constructor;
    }

    /** @return null when the scheme has no such constructor */
    static Constructor withId(int id) {
        return BY_ID.get(id);
    }
}
