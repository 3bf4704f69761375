package org.reprise.telegram.tdlib.dc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Reads what stands in scheme.txt; something else is {@code unknown}, with its id, and ends the reading. */
final class TlReader {
    static final int VECTOR = 0x1cb5c415;
    static final int TRUE = 0x997275b5;
    static final int FALSE = 0xbc799737;
    private static final int GZIP_PACKED = 0x3072cfa1;
    private static final int GZIP_MAGIC = 0x1f;
    private final ByteBuffer in;

    /** A constructor that scheme.txt does not have. */
    static final class Unknown extends RuntimeException {
        Unknown(int id) {
            super("unknown#%08x".formatted(id));
        }
    }

    TlReader(byte[] data) {
        in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    int integer() {
        return in.getInt();
    }

    long number() {
        return in.getLong();
    }

    byte[] raw(int length) {
        var raw = new byte[length];
        in.get(raw);
        return raw;
    }

    /** Where the next byte is read. */
    int position() {
        return in.position();
    }

    /** @throws Unknown when it or something in it is not in the scheme */
    TlObject object() {
        int id = in.getInt();
        if (id == GZIP_PACKED) {
            return new TlReader(unpacked(bytes())).object();
        }
        var constructor = Scheme.withId(id);
        if (constructor == null) {
            throw new Unknown(id);
        }
        var object = TlObject.tl(constructor.name());
        var flags = new HashMap<String, Integer>();
        for (var member : constructor.members()) {
            if (member.isFlags()) {
                flags.put(member.name(), in.getInt());
            } else if (member.flags() == null || (flags.get(member.flags()) >> member.bit() & 1) == 1) {
                object.with(member.name(), value(member.type()));
            }
        }
        return object;
    }

    private Object value(String type) {
        return switch (type) {
            case "true" -> true;
            case "int" -> in.getInt();
            case "long" -> in.getLong();
            case "double" -> in.getDouble();
            case "int128" -> raw(16);
            case "int256" -> raw(32);
            case "bytes" -> bytes();
            case "string" -> new String(bytes(), StandardCharsets.UTF_8);
            case "Bool" -> in.getInt() == TRUE;
            case "!X" -> query();
            default -> type.startsWith("Vector<") ? vector(type.substring(7, type.length() - 1)) : object();
        };
    }

    /** The wrapped request; one that is not in the scheme is told by its wrappers all the same. */
    private TlObject query() {
        try {
            return object();
        } catch (Unknown unknown) {
            return TlObject.tl(unknown.getMessage());
        }
    }

    private List<Object> vector(String type) {
        if (in.getInt() != VECTOR) {
            throw new IllegalArgumentException("not a vector");
        }
        int size = in.getInt();
        var vector = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            vector.add(value(type));
        }
        return vector;
    }

    private byte[] bytes() {
        int length = in.get() & 0xff;
        int head = 1;
        if (length == 254) {
            length = (in.get() & 0xff) | (in.get() & 0xff) << 8 | (in.get() & 0xff) << 16;
            head = 4;
        }
        var bytes = raw(length);
        in.position(in.position() + (4 - (head + length) % 4) % 4);
        return bytes;
    }

    /** TDLib packs some requests as zlib, others as gzip. */
    private static byte[] unpacked(byte[] packed) {
        var stream = new ByteArrayInputStream(packed);
        try (var inflated = packed[0] == GZIP_MAGIC ? new GZIPInputStream(stream) : new InflaterInputStream(stream)) {
            return inflated.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
