package org.reprise.message.template;

import java.util.Map;
import java.util.function.BiConsumer;

/** What has a value: a field of a person, or what stands in the text. */
sealed interface Operand {

    /** Null: it is missing, which a blank one is, too. */
    String value(Map<String, String> values);

    default void fields(BiConsumer<String, Place> take) {}

    record Field(String name, Place place) implements Operand {
        @Override
        public String value(Map<String, String> values) {
            var value = values.get(name);
            return value == null || value.isBlank() ? null : value;
        }

        @Override
        public void fields(BiConsumer<String, Place> take) {
            take.accept(name, place);
        }
    }

    record Text(String text) implements Operand {
        @Override
        public String value(Map<String, String> values) {
            return text;
        }
    }

    /** @param digits as they are written */
    record Digits(String digits) implements Operand {
        @Override
        public String value(Map<String, String> values) {
            return digits;
        }
    }

    record Flag(boolean is) implements Operand {
        @Override
        public String value(Map<String, String> values) {
            return String.valueOf(is);
        }
    }

    /** {@code blank}, {@code empty} and {@code nil}. */
    record Nothing() implements Operand {
        @Override
        public String value(Map<String, String> values) {
            return null;
        }
    }

    static Operand read(TagScanner scanner) {
        int at = scanner.at();
        return scanner.quoted()
                .<Operand>map(Text::new)
                .or(() -> scanner.number().map(Digits::new))
                .or(() -> scanner.word().map(word -> named(word, scanner.place(at))))
                .orElseThrow(scanner::unexpected);
    }

    private static Operand named(String word, Place place) {
        return switch (word) {
            case "true", "false" -> new Flag(word.equals("true"));
            case "blank", "empty", "nil" -> new Nothing();
            default -> new Field(word, place);
        };
    }
}
