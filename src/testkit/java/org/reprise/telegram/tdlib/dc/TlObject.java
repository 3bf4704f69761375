package org.reprise.telegram.tdlib.dc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of Telegram's type language. Its members are Integer, Long, Double, Boolean, String, byte[], List or
 * TlObject; one that is absent is not in the map.
 */
record TlObject(String name, Map<String, Object> members) {

    static TlObject tl(String name) {
        return new TlObject(name, new LinkedHashMap<>());
    }

    /** Adds a member; null leaves it out. */
    TlObject with(String member, Object value) {
        if (value != null) {
            members.put(member, value);
        }
        return this;
    }

    boolean is(String constructor) {
        return name.equals(constructor);
    }

    boolean has(String member) {
        return members.containsKey(member);
    }

    int integer(String member) {
        return (Integer) members.get(member);
    }

    long number(String member) {
        return (Long) members.get(member);
    }

    String string(String member) {
        return (String) members.get(member);
    }

    byte[] bytes(String member) {
        return (byte[]) members.get(member);
    }

    TlObject object(String member) {
        return (TlObject) members.get(member);
    }

    /** The list, empty when absent. */
    List<TlObject> objects(String member) {
        return ((List<?>) members.getOrDefault(member, List.of()))
                .stream().map(TlObject.class::cast).toList();
    }

    /** The list, empty when absent. */
    List<Long> numbers(String member) {
        return ((List<?>) members.getOrDefault(member, List.of()))
                .stream().map(Long.class::cast).toList();
    }
}
