package org.reprise.audience.csv;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * A text file on disk and its encoding: that of its byte order mark, else the one that somebody declared, else UTF-8.
 */
public final class TextFile {
    /** Stands for bytes that are not of the encoding: half of a surrogate pair, which no encoding makes by itself. */
    private static final char MALFORMED = '\uDC80';

    private static final int MAX_MARK_LENGTH = 4;
    private static final int SAMPLE_BYTES = 1_000;

    /** The longer ones first: that of UTF-32LE begins like that of UTF-16LE. */
    private static final List<Mark> MARKS = List.of(
            new Mark("0000feff", Charset.forName("UTF-32BE")),
            new Mark("fffe0000", Charset.forName("UTF-32LE")),
            new Mark("efbbbf", StandardCharsets.UTF_8),
            new Mark("feff", StandardCharsets.UTF_16BE),
            new Mark("fffe", StandardCharsets.UTF_16LE));

    private final Path path;
    private final Charset charset;
    private final int markLength;

    private record Mark(String hex, Charset charset) {}

    /** How files begin that people take for a table, or that were given its ending; by the name that people know. */
    private static final Map<String, String> NO_TEXT = Map.ofEntries(
            Map.entry("89504e47", "PNG"),
            Map.entry("ffd8ff", "JPEG"),
            Map.entry("47494638", "GIF"),
            Map.entry("52494646", "RIFF"),
            Map.entry("25504446", "PDF"),
            Map.entry("504b0304", "XLSX, ODS or ZIP"),
            Map.entry("d0cf11e0", "XLS"),
            Map.entry("1f8b", "GZIP"),
            Map.entry("377abcaf", "7-Zip"),
            Map.entry("53514c69", "SQLite"));

    private TextFile(Path path, Charset charset, int markLength) {
        this.path = path;
        this.charset = charset;
        this.markLength = markLength;
    }

    /** @param declared null: nobody did */
    public static TextFile of(Path path, Charset declared) throws IOException {
        var beginning = beginning(path);
        for (var mark : MARKS) {
            if (beginning.startsWith(mark.hex())) {
                return new TextFile(path, mark.charset(), mark.hex().length() / 2);
            }
        }
        return new TextFile(path, declared == null ? StandardCharsets.UTF_8 : declared, 0);
    }

    public Charset charset() {
        return charset;
    }

    public Path path() {
        return path;
    }

    /** Whether the file itself says how it is encoded. */
    public boolean hasMark() {
        return markLength > 0;
    }

    /** Which format it is of, when it is one that is no text. */
    public Optional<String> formatOfNoText() throws IOException {
        var beginning = beginning(path);
        return NO_TEXT.entrySet().stream()
                .filter(format -> beginning.startsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String beginning(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return HexFormat.of().formatHex(in.readNBytes(MAX_MARK_LENGTH));
        }
    }

    /** The text behind the mark. */
    public Reader open() throws IOException {
        return open(bytes -> {});
    }

    /** @param progress is told how many bytes were read so far */
    public Reader open(LongConsumer progress) throws IOException {
        var in = new Counted(Files.newInputStream(path), progress);
        in.skipNBytes(markLength);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(MALFORMED));
        return new InputStreamReader(in, decoder);
    }

    /** The first line, from 1, with bytes that are not of the encoding; reads the whole file. */
    public OptionalLong firstMalformedLine() throws IOException {
        long line = 1;
        int before = 0;
        try (var text = new BufferedReader(open())) {
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (c == MALFORMED && !Character.isHighSurrogate((char) before)) {
                    return OptionalLong.of(line);
                }
                line += c == '\n' && before != '\r' || c == '\r' ? 1 : 0;
                before = c;
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Whether bytes of its beginning are 0, and only every second of them, as of UTF-16 without a mark: in every script
     * at least blanks, digits, separators and line ends have such a byte.
     */
    public boolean looksLikeUtf16() throws IOException {
        try (var in = Files.newInputStream(path)) {
            var sample = in.readNBytes(SAMPLE_BYTES);
            int first = zeros(sample, 0);
            int second = zeros(sample, 1);
            int many = Math.max(first, second);
            return markLength == 0 && many > 2 && many > sample.length / 20 && Math.min(first, second) < many / 10 + 1;
        }
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int i = from; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static final class Counted extends FilterInputStream {
        private final LongConsumer progress;
        private long count;

        Counted(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int bytes) {
            count += bytes;
            progress.accept(count);
        }
    }
}
