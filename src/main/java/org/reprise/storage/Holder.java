package org.reprise.storage;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;

/**
 * A server that has, or had, a database.
 *
 * @param process an id of its own, other with each start; empty: nobody
 * @param name for people: process, host and data directory, up to 500 characters
 */
record Holder(String process, String name, Instant since) {
    private static final int MAX_NAME_LENGTH = 500;
    private static final Holder UNNAMED = new Holder("", "a process that left no name", null);

    /** This process. */
    static Holder me(String process, Path dataDir) {
        var name = "process " + ProcessHandle.current().pid() + " on " + host() + ", data directory " + dataDir;
        return new Holder(process, name.substring(0, Math.min(MAX_NAME_LENGTH, name.length())), null);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    /** The same, who takes it now. */
    Holder from(Instant now) {
        return new Holder(process, name, now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** As {@link #parse} reads it. */
    String text(String id) {
        var lines = new Properties();
        lines.setProperty("id", id);
        lines.setProperty("process", process);
        lines.setProperty("name", name);
        lines.setProperty("since", String.valueOf(since));
        var text = new StringWriter();
        try {
            lines.store(text, "The running Reprise holds this file. Do not remove it.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** @return whoever wrote {@code text}; one without a name when that was cut short */
    static Holder parse(String text) {
        var lines = properties(text);
        try {
            return new Holder(
                    lines.getProperty("process", ""),
                    lines.getProperty("name", UNNAMED.name),
                    Instant.parse(lines.getProperty("since", "")));
        } catch (java.time.format.DateTimeParseException e) {
            return UNNAMED;
        }
    }

    /** The id that such a text gives its file; empty when it has none. */
    static String id(String text) {
        return properties(text).getProperty("id", "");
    }

    private static Properties properties(String text) {
        var lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            lines.clear();
        }
        return lines;
    }

    String words() {
        return since == null ? name : name + ", since " + since;
    }
}
