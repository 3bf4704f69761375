package org.reprise.message;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands behind an emoji of its own or a time, in both formats, as Telegram reads it. */
final class CustomMark {
    private static final Pattern NUMBER = Pattern.compile("-?[1-9]\\d{0,18}");
    private static final Pattern TIME_FORMAT = Pattern.compile("r|[tTdDwW]*+");

    /** Telegram cuts it at a #, and decodes nothing in it. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)tg:(?://)?+(emoji|time)/?+\\?([^#]*+)(?:#.*)?+", Pattern.DOTALL);

    private CustomMark() {}

    static boolean isEmojiId(String text) {
        return fits(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Seconds since 1970. */
    static boolean isTime(String text) {
        return fits(text, 1, Integer.MAX_VALUE);
    }

    static boolean isTimeFormat(String text) {
        return TIME_FORMAT.matcher(text).matches();
    }

    /** Whether it is what MarkdownV2 has behind such a mark, such as {@code tg://emoji?id=5}. */
    static boolean isAddress(String address) {
        var parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            return false;
        }
        var query = parts.group(2);
        if (parts.group(1).equalsIgnoreCase("emoji")) {
            return isEmojiId(values(query, "id").findFirst().orElse(""));
        }
        return values(query, "unix").findFirst().isPresent()
                && values(query, "unix").allMatch(CustomMark::isTime)
                && values(query, "format").allMatch(CustomMark::isTimeFormat);
    }

    private static Stream<String> values(String query, String name) {
        return Stream.of(query.split("&", -1))
                .filter(each -> each.equals(name) || each.startsWith(name + "="))
                .map(each -> each.substring(Math.min(each.length(), name.length() + 1)));
    }

    private static boolean fits(String text, long least, long most) {
        try {
            return NUMBER.matcher(text).matches() && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
