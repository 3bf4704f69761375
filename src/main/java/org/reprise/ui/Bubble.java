package org.reprise.ui;

import static org.jsoup.nodes.Entities.escape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.reprise.message.FormattedText;
import org.reprise.message.FormattedText.Entity;

/**
 * How a text looks in Telegram, as HTML that is safe whatever the text is: each of its characters is escaped, and
 * around them stand only the tags of this class. Addresses lead to the web, to mail or into Telegram, or nowhere.
 */
final class Bubble {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|tg://|mailto:)\\S+");
    /** Telegram takes an address without its scheme, when it begins like the name of a host. */
    private static final Pattern HOST = Pattern.compile("(?U)[\\w-]+(?:\\.[\\w-]+)++(?:[/?#]\\S*+)?+");

    private final FormattedText text;
    private final StringBuilder html = new StringBuilder();
    private final Deque<Entity> open = new ArrayDeque<>();
    private int at;

    private Bubble(FormattedText text) {
        this.text = text;
    }

    static String html(FormattedText text) {
        return new Bubble(text).html();
    }

    private String html() {
        for (var entity : text.entities()) {
            closeUntil(entity.offset());
            textUntil(entity.offset());
            html.append(startTag(entity));
            open.push(entity);
        }
        closeUntil(text.length());
        textUntil(text.length());
        return html.toString();
    }

    private void closeUntil(int offset) {
        while (!open.isEmpty() && open.peek().end() <= offset) {
            var ended = open.pop();
            textUntil(ended.end());
            html.append("</").append(tag(ended)).append('>');
        }
    }

    private void textUntil(int end) {
        html.append(escape(text.text().substring(at, end)));
        at = end;
    }

    private static String startTag(Entity entity) {
        var address = address(entity);
        return switch (entity.kind()) {
            case LINK ->
                address == null
                        ? "<span>"
                        : "<a href=\"" + escape(address) + "\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">";
            case SPOILER -> "<span class=\"spoiler\">";
            default -> "<" + tag(entity) + ">";
        };
    }

    private static String tag(Entity entity) {
        return switch (entity.kind()) {
            case BOLD -> "b";
            case ITALIC -> "i";
            case UNDERLINE -> "u";
            case STRIKETHROUGH -> "s";
            case SPOILER -> "span";
            case LINK -> address(entity) == null ? "span" : "a";
            case CODE -> "code";
            case PRE -> "pre";
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> "blockquote";
        };
    }

    private static String address(Entity entity) {
        var detail = entity.detail();
        return detail == null || ADDRESS.matcher(detail).matches()
                ? detail
                : HOST.matcher(detail).matches() ? "http://" + detail : null;
    }
}
