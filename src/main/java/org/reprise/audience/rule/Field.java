package org.reprise.audience.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a contact has whether or not an account declared anything. */
public enum Field implements Subject {
    USERNAME("username", "c.username", true),
    FIRST_NAME("first_name", "c.first_name", false),
    LAST_NAME("last_name", "c.last_name", false),
    PHONE("phone", "c.phone", false),
    LANGUAGE("language", "c.language", true),
    ZONE("zone", "c.zone", false),
    OPT_IN_SOURCE("opt_in_source", "c.opt_in_source", false),
    FIRST_MESSAGE("first_message", "c.first_message_at"),
    LAST_MESSAGE("last_message", "c.last_message_at"),
    OPTED_IN("opted_in", "c.opted_in_at");

    private final String word;
    private final String column;
    private final boolean isTime;
    private final boolean folds;

    Field(String word, String column, boolean folds) {
        this(word, column, false, folds);
    }

    Field(String word, String column) {
        this(word, column, true, false);
    }

    Field(String word, String column, boolean isTime, boolean folds) {
        this.word = word;
        this.column = column;
        this.isTime = isTime;
        this.folds = folds;
    }

    @Override
    public String word() {
        return word;
    }

    String column() {
        return column;
    }

    /** Else it is a text. */
    public boolean isTime() {
        return isTime;
    }

    /** Whether the case of A to Z is nothing to go by. */
    public boolean folds() {
        return folds;
    }

    static List<String> words() {
        return Stream.of(values()).map(Field::word).toList();
    }

    public static Optional<Field> of(String word) {
        return Stream.of(values()).filter(field -> field.word.equals(word)).findFirst();
    }

    /** As lower() of both databases: other letters than A to Z stay as they are. */
    public static String lower(String text) {
        return text.chars()
                .map(letter -> letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
