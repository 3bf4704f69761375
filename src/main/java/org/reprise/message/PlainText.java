package org.reprise.message;

import java.util.Locale;
import java.util.regex.Pattern;

/** Takes every character for itself, and notices marks that were meant for another format. */
final class PlainText {
    private static final Pattern START_TAG =
            Pattern.compile("(?i)<(b|strong|i|em|u|ins|s|strike|del|a|code|pre|blockquote"
                    + "|tg-spoiler|tg-emoji|tg-time)(?:\\s[^<>]*+)?>");
    private static final Pattern STARS = Pattern.compile("\\*\\*(?=[^*\\s])[^*\\n]++\\*\\*");

    private final String source;
    private final EntityBuilder builder = new EntityBuilder();

    PlainText(String source) {
        this.source = source;
    }

    FormattedText parse() {
        builder.text.append(source);
        var tag = START_TAG.matcher(source);
        if (tag.find()
                && source.toLowerCase(Locale.ROOT).indexOf("</" + tag.group(1).toLowerCase(Locale.ROOT), tag.end())
                        > 0) {
            builder.hint(TextHint.Kind.OTHER_FORMAT, tag.group(), tag.start());
        }
        noticeStars(source, builder);
        return builder.done(TextFormat.Flaw.NO_END);
    }

    /** Bold in the Markdown of others, which neither plain text nor HTML knows. */
    static void noticeStars(String source, EntityBuilder builder) {
        var stars = STARS.matcher(source);
        if (stars.find()) {
            builder.hint(TextHint.Kind.OTHER_FORMAT, "**", stars.start());
        }
    }
}
