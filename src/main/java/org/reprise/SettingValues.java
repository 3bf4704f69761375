package org.reprise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Reads values of settings, and collects what is wrong with them: a value that cannot be used is a problem, and stands
 * for its default from then on.
 *
 * <p>A key without a default is not set when its value is empty, as files of compose pass it. A key that has a default
 * does not take an empty value: whoever wrote it meant something else than the default.
 */
final class SettingValues {
    private final Function<String, Optional<String>> lookup;
    private final Set<String> keys = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    SettingValues(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    /** What is wrong, a sentence each, in the order in which it was found. */
    List<String> problems() {
        return problems;
    }

    /** Those that were asked for. */
    Set<String> keys() {
        return keys;
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    /** @param shown the value, without what is secret in it */
    void unusable(String key, String shown, String takes) {
        problem(key + "=" + shown + " cannot be used: it takes " + takes + ".");
    }

    /** As it was set, also blanks around it. */
    String secret(String key) {
        keys.add(key);
        return lookup.apply(key).orElse("");
    }

    Optional<String> optional(String key) {
        return Optional.of(secret(key).strip()).filter(value -> !value.isEmpty());
    }

    /** @param takes what it may be, for people */
    String text(String key, String otherwise, String takes) {
        keys.add(key);
        var value = lookup.apply(key).map(String::strip);
        if (value.filter(String::isEmpty).isPresent()) {
            problem(key + " is empty: it takes " + takes + ". Without the key it is " + otherwise + ".");
            return otherwise;
        }
        return value.orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        var value = text(key, String.valueOf(otherwise), "true or false");
        if (!value.equals("true") && !value.equals("false")) {
            unusable(key, value, "true or false");
        }
        return value.equals("true");
    }

    /** @param otherwise what holds without the key, for people */
    Optional<Boolean> flagUnless(String key, String otherwise) {
        var value = text(key, otherwise, "true or false");
        if (value.equals(otherwise)) {
            return Optional.empty();
        }
        if (!value.equals("true") && !value.equals("false")) {
            unusable(key, value, "true or false");
        }
        return Optional.of(value.equals("true"));
    }

    <T> T number(String key, long otherwise, long least, long most, LongFunction<T> as) {
        var takes = "a whole number from " + least + " to " + most;
        return as.apply(number(key, text(key, String.valueOf(otherwise), takes), takes, least, most)
                .orElse(otherwise));
    }

    /** 0 when it is not set. */
    int optionalNumber(String key, int most) {
        var takes = "a whole number from 0 to " + most;
        return optional(key)
                .flatMap(value -> number(key, value, takes, 0, most))
                .orElse(0L)
                .intValue();
    }

    private Optional<Long> number(String key, String value, String takes, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        unusable(key, value, takes);
        return Optional.empty();
    }

    double rate(String key, double otherwise, int most) {
        var takes = "messages a second from 0.01 to " + most;
        var value = text(key, String.valueOf(otherwise), takes);
        // as people write it: Java would take 0x1p3 and 5f, too
        double rate = value.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(value) : -1;
        if (rate >= 0.01 && rate <= most) {
            return rate;
        }
        unusable(key, value, takes);
        return otherwise;
    }

    Optional<Path> file(String key) {
        return optional(key).flatMap(value -> {
            try {
                var path = Path.of(value).toAbsolutePath().normalize();
                if (Files.isRegularFile(path) && Files.isReadable(path)) {
                    return Optional.of(path);
                }
            } catch (InvalidPathException e) {
                // told below
            }
            unusable(key, value, "a file that Reprise can read");
            return Optional.empty();
        });
    }

    /** @param key that was set to {@code value}, which makes it {@code directory} */
    Path directory(String key, String value, String directory) {
        try {
            var path = Path.of(directory).toAbsolutePath().normalize();
            Files.createDirectories(path);
            if (Files.isWritable(path)) {
                return path;
            }
        } catch (IOException | InvalidPathException e) {
            // told below
        }
        unusable(key, value, "a directory that Reprise can make and write to");
        return Path.of("");
    }
}
