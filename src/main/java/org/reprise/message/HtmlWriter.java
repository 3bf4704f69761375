package org.reprise.message;

import java.util.ArrayDeque;
import java.util.Deque;
import org.reprise.message.FormattedText.Entity;

/** Writes a text in Telegram's HTML, whatever is in it: read again, it is the same. */
final class HtmlWriter {
    private final FormattedText text;
    private final StringBuilder html = new StringBuilder();
    private final Deque<Entity> open = new ArrayDeque<>();
    private int at;

    private HtmlWriter(FormattedText text) {
        this.text = text;
    }

    static String write(FormattedText text) {
        return new HtmlWriter(text).written();
    }

    private String written() {
        for (var entity : text.entities()) {
            closeUntil(entity.offset());
            textUntil(entity.offset());
            html.append(start(entity));
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
            html.append(end(ended));
        }
    }

    private void textUntil(int end) {
        html.append(escaped(text.text().substring(at, end)));
        at = end;
    }

    private static String start(Entity entity) {
        return switch (entity.kind()) {
            case LINK -> "<a href=\"" + escaped(entity.detail()) + "\">";
            case PRE ->
                entity.detail() == null ? "<pre>" : "<pre><code class=\"language-" + escaped(entity.detail()) + "\">";
            case EXPANDABLE_BLOCKQUOTE -> "<blockquote expandable>";
            default -> "<" + tag(entity) + ">";
        };
    }

    private static String end(Entity entity) {
        boolean hasLanguage = entity.kind() == FormattedText.Kind.PRE && entity.detail() != null;
        return (hasLanguage ? "</code>" : "") + "</" + tag(entity) + ">";
    }

    private static String tag(Entity entity) {
        return switch (entity.kind()) {
            case BOLD -> "b";
            case ITALIC -> "i";
            case UNDERLINE -> "u";
            case STRIKETHROUGH -> "s";
            case SPOILER -> "tg-spoiler";
            case LINK -> "a";
            case CODE -> "code";
            case PRE -> "pre";
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> "blockquote";
        };
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
