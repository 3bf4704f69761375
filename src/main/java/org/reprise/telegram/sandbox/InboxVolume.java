package org.reprise.telegram.sandbox;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.reprise.storage.PrivateFiles;

/**
 * What one process put into an inbox: a file of records of 32 bytes (recipient, reference, milliseconds since 1970,
 * place of the text) beside a file of texts, each with its length before it. Append only, one writer.
 *
 * <p>What was appended survives the end of the process, however sudden, since the operating system has it; nothing is
 * forced to disk. A record that was torn is never read. A message's id follows from its place and from when the volume
 * was opened, which its name says: no record holds it, and every process finds the same one. Plain streams, not
 * channels: a channel is closed for good when its thread is interrupted, and that is how containers cancel jobs.
 */
final class InboxVolume implements AutoCloseable {
    static final int RECORD_BYTES = 32;

    /** As the place of a text: there is none any more. */
    static final long FORGOTTEN = -1;

    private static final int PLACE_IN_RECORD = 24;
    private static final String RECORDS = ".messages";
    private static final String TEXTS = ".texts";
    private static final int BUFFER_BYTES = RECORD_BYTES * 8192;

    /** Enough for the texts of a session's running campaigns; one that is pushed out is stored once more. */
    private static final int TEXTS_REMEMBERED = 1_000;

    private final FileOutputStream records;
    private final FileOutputStream texts;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    private final Map<String, Long> places = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > TEXTS_REMEMBERED;
        }
    };
    private final long opened;
    private long messages;
    private long textsEnd;

    /** Receives the records of a scan. */
    interface Reader {
        void read(long messageId, long recipient, long reference, long millis, long textPlace) throws IOException;
    }

    /** A new one with a name that no other process has. */
    InboxVolume(Path directory, Instant opened) throws IOException {
        PrivateFiles.makeDirectory(directory);
        this.opened = opened.toEpochMilli();
        var path = Files.createTempFile(directory, this.opened + "-", RECORDS);
        texts = new FileOutputStream(texts(path).toFile());
        records = new FileOutputStream(path.toFile());
    }

    /** The record files under {@code directory}, of all processes there ever were. */
    static List<Path> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(RECORDS))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Calls must not overlap. After a failure nothing may be appended any more: the record may be torn.
     *
     * @return the message's id
     */
    long append(long recipient, long reference, Instant at, String text) throws IOException {
        record.clear();
        record.putLong(recipient).putLong(reference).putLong(at.toEpochMilli()).putLong(place(text));
        records.write(record.array());
        return id(opened, messages++);
    }

    /**
     * Ids rise from volume to volume, as long as the clock goes forward: a volume takes less than a thousand messages a
     * millisecond.
     */
    private static long id(long opened, long place) {
        return opened * 1_000 + place + 1;
    }

    private static long opened(Path records) {
        var name = records.getFileName().toString();
        return Long.parseLong(name.substring(0, name.lastIndexOf('-')));
    }

    /** Written before the record that points to it, so that a record always finds its text. */
    private long place(String text) throws IOException {
        var known = places.get(text);
        if (known != null) {
            return known;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        texts.write(ByteBuffer.allocate(Integer.BYTES + utf8.length)
                .putInt(utf8.length)
                .put(utf8)
                .array());
        long place = textsEnd;
        textsEnd += Integer.BYTES + utf8.length;
        places.put(text, place);
        return place;
    }

    /** Hands out every whole record, oldest first, while others may be appended. */
    static void scan(Path records, Reader reader) throws IOException {
        scan(records, 0, reader);
    }

    /** The same of the last ones alone: {@code most}, and those that are appended meanwhile. */
    static void scanNewest(Path records, int most, Reader reader) throws IOException {
        scan(records, Math.max(0, Files.size(records) / RECORD_BYTES - most), reader);
    }

    private static void scan(Path records, long from, Reader reader) throws IOException {
        long opened = opened(records);
        long place = from;
        try (var in = new FileInputStream(records.toFile())) {
            in.skipNBytes(from * RECORD_BYTES);
            var bytes = new byte[BUFFER_BYTES];
            var buffer = ByteBuffer.wrap(bytes);
            for (int read = in.readNBytes(bytes, 0, BUFFER_BYTES); read >= RECORD_BYTES; ) {
                for (int at = 0; at + RECORD_BYTES <= read; at += RECORD_BYTES) {
                    reader.read(
                            id(opened, place++),
                            buffer.getLong(at),
                            buffer.getLong(at + 8),
                            buffer.getLong(at + 16),
                            buffer.getLong(at + 24));
                }
                read = in.readNBytes(bytes, 0, BUFFER_BYTES);
            }
        }
    }

    /** Has the recipient's records point to no text; others may be appended meanwhile. */
    static void forget(Path records, long recipient) throws IOException {
        var places = new ArrayList<Long>();
        var position = new AtomicLong();
        scan(records, (id, who, reference, millis, place) -> {
            long record = position.getAndAdd(RECORD_BYTES);
            if (who == recipient && place != FORGOTTEN) {
                places.add(record + PLACE_IN_RECORD);
            }
        });
        if (!places.isEmpty()) {
            try (var file = new RandomAccessFile(records.toFile(), "rw")) {
                for (long place : places) {
                    file.seek(place);
                    file.writeLong(FORGOTTEN);
                }
            }
        }
    }

    /** The text that a record of {@code records} points to; empty when it was forgotten. */
    static String text(Path records, long place) throws IOException {
        if (place == FORGOTTEN) {
            return "";
        }
        try (var file = new RandomAccessFile(texts(records).toFile(), "r")) {
            file.seek(place);
            var utf8 = new byte[file.readInt()];
            file.readFully(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
    }

    private static Path texts(Path records) {
        return records.resolveSibling(records.getFileName().toString().replace(RECORDS, TEXTS));
    }

    @Override
    public void close() throws IOException {
        try (texts) {
            records.close();
        }
    }
}
