package org.reprise.message.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What makes another value of a value that is there. What it cannot make anything of stays as it is. */
enum Filter {
    DEFAULT("default", 1, 1) {
        /** Of a value that is there; of one that is not, {@link Expression} knows. */
        @Override
        String of(String value, List<String> arguments) {
            return value;
        }
    },
    UPPER("upper", 0, 0) {
        @Override
        String of(String value, List<String> arguments) {
            return value.toUpperCase(Locale.ROOT);
        }
    },
    LOWER("lower", 0, 0) {
        @Override
        String of(String value, List<String> arguments) {
            return value.toLowerCase(Locale.ROOT);
        }
    },
    CAPITALIZE("capitalize", 0, 0) {
        /** The rest stays: McDonald has two. */
        @Override
        String of(String value, List<String> arguments) {
            int first = value.offsetByCodePoints(0, 1);
            return value.substring(0, first).toUpperCase(Locale.ROOT) + value.substring(first);
        }
    },
    /** To so many characters as people see them, with what is put in place of the rest. */
    TRUNCATE("truncate", 1, 2) {
        @Override
        String of(String value, List<String> arguments) {
            var mark = arguments.size() > 1 ? arguments.get(1) : "...";
            int length = Integer.parseInt(arguments.get(0));
            var ends = SEEN.matcher(value).results().map(seen -> seen.end()).toList();
            int kept = Math.max(0, length - (int) SEEN.matcher(mark).results().count());
            return ends.size() <= length ? value : value.substring(0, kept == 0 ? 0 : ends.get(kept - 1)) + mark;
        }

        @Override
        boolean takes(int place, Operand argument) {
            return place == 0
                    ? argument instanceof Operand.Digits digits
                            && digits.digits().matches("\\d{1,4}")
                    : argument instanceof Operand.Text;
        }
    },
    /** A day, written as strftime has it, in the language that is named. */
    DATE("date", 1, 2) {
        @Override
        String of(String value, List<String> arguments) {
            return DayFormat.of(arguments.get(0), locale(arguments, 1))
                    .map(format -> format.of(value))
                    .orElse(value);
        }

        @Override
        boolean takes(int place, Operand argument) {
            return argument instanceof Operand.Text text
                    && (place == 0 ? DayFormat.of(text.text(), Locale.ENGLISH).isPresent() : isLanguage(text.text()));
        }
    },
    /** With the thousands apart, as the language that is named has it. */
    NUMBER("number", 0, 1) {
        @Override
        String of(String value, List<String> arguments) {
            return Quantity.grouped(value, locale(arguments, 0));
        }

        @Override
        boolean takes(int place, Operand argument) {
            return argument instanceof Operand.Text text && isLanguage(text.text());
        }
    },
    /** The word for so many: for one and for more; with three, as Slavic languages count. */
    PLURAL("plural", 2, 3) {
        @Override
        String of(String value, List<String> arguments) {
            return Quantity.word(value, arguments);
        }

        @Override
        boolean takes(int place, Operand argument) {
            return argument instanceof Operand.Text;
        }
    };

    /** A character as people see it. */
    private static final Pattern SEEN = Pattern.compile("\\X");

    private final String word;
    private final int least;
    private final int most;

    Filter(String word, int least, int most) {
        this.word = word;
        this.least = least;
        this.most = most;
    }

    abstract String of(String value, List<String> arguments);

    /** Whether it can do with such an argument at that place, from 0. */
    boolean takes(int place, Operand argument) {
        return true;
    }

    boolean takes(List<Operand> arguments) {
        if (arguments.size() < least || arguments.size() > most) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!takes(i, arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** By our word for it, or Liquid's. */
    static Optional<Filter> named(String name) {
        return switch (name) {
            case "upcase" -> Optional.of(UPPER);
            case "downcase" -> Optional.of(LOWER);
            default ->
                Stream.of(values()).filter(each -> each.word.equals(name)).findFirst();
        };
    }

    static List<String> words() {
        return Stream.of(values()).map(Filter::toString).toList();
    }

    @Override
    public String toString() {
        return word;
    }

    private static boolean isLanguage(String tag) {
        return tag.matches("[a-z]{2}") && List.of(Locale.getISOLanguages()).contains(tag);
    }

    private static Locale locale(List<String> arguments, int place) {
        return arguments.size() > place ? Locale.forLanguageTag(arguments.get(place)) : Locale.ENGLISH;
    }
}
