package org.reprise.telegram.tdlib.dc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes objects as scheme.txt has them. */
final class TlWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] written(Object value) {
        return new TlWriter().value("Object", value).bytes();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    TlWriter integer(int value) {
        return raw(little(4).putInt(value).array());
    }

    TlWriter number(long value) {
        return raw(little(8).putLong(value).array());
    }

    TlWriter raw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private TlWriter object(TlObject object) {
        var constructor = Scheme.named(object.name());
        integer(constructor.id());
        for (var member : constructor.members()) {
            if (member.isFlags()) {
                integer(flags(constructor, member.name(), object));
            } else if (member.flags() == null || object.has(member.name())) {
                value(member.type(), object.members().get(member.name()));
            }
        }
        return this;
    }

    private static int flags(Scheme.Constructor constructor, String name, TlObject object) {
        int flags = 0;
        for (var member : constructor.members()) {
            if (name.equals(member.flags()) && object.has(member.name())) {
                flags |= 1 << member.bit();
            }
        }
        return flags;
    }

    private TlWriter value(String type, Object value) {
        if (value instanceof TlObject object) {
            return object(object);
        } else if (value instanceof List<?> list) {
            return vector(type, list);
        } else if (value instanceof Integer number) {
            return integer(number);
        } else if (value instanceof Long number) {
            return number(number);
        } else if (value instanceof String text) {
            return string(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            return type.startsWith("int") ? raw(bytes) : string(bytes);
        } else if (value instanceof Boolean flag) {
            return type.equals("true") ? this : integer(flag ? TlReader.TRUE : TlReader.FALSE);
        }
        throw new IllegalArgumentException("no " + type + ": " + value);
    }

    private TlWriter vector(String type, List<?> list) {
        var of = type.startsWith("Vector<") ? type.substring(7, type.length() - 1) : "Object";
        integer(TlReader.VECTOR).integer(list.size());
        list.forEach(element -> value(of, element));
        return this;
    }

    private TlWriter string(byte[] bytes) {
        int head = bytes.length < 254 ? 1 : 4;
        if (head == 1) {
            out.write(bytes.length);
        } else {
            integer(254 | bytes.length << 8);
        }
        return raw(bytes).raw(new byte[(4 - (head + bytes.length) % 4) % 4]);
    }
}
