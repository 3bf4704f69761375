package org.reprise.message;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Turns what a rich-text editor makes into Telegram's HTML: blocks and {@code <br>} become lines, bold, italic,
 * underlined, struck and code stay, links to the web too, items of lists begin with a bullet, and of anything else the
 * text is left.
 */
public final class EditorHtml {
    /** An editor wraps every block, so its first and its last characters are tags of blocks. */
    private static final Pattern WRAPPED = Pattern.compile(
            "(?is)\\s*<(p|ul|ol|h[1-6]|blockquote)(\\s[^<>]*+)?>.*</(p|ul|ol|h[1-6]|blockquote)\\s*>\\s*");

    private static final Map<String, String> MARKS = Map.ofEntries(
            Map.entry("strong", "b"),
            Map.entry("b", "b"),
            Map.entry("em", "i"),
            Map.entry("i", "i"),
            Map.entry("u", "u"),
            Map.entry("ins", "u"),
            Map.entry("s", "s"),
            Map.entry("strike", "s"),
            Map.entry("del", "s"),
            Map.entry("code", "code"));

    private static final Set<String> WITHOUT_TEXT = Set.of("script", "style", "head", "title", "template", "noscript");
    private static final Pattern LINK = Pattern.compile("(?i)(https?|tg|mailto):\\S+");

    private EditorHtml() {}

    /** Whether a text is wholly wrapped in paragraphs or other blocks, as no text for Telegram is. */
    public static boolean isEditors(String text) {
        return WRAPPED.matcher(text).matches();
    }

    /** @return in Telegram's HTML, without blank lines at either end */
    public static String toTelegram(String html) {
        var writer = new Writer();
        Jsoup.parseBodyFragment(html).body().traverse(writer);
        return writer.text();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        /** Whether something stands on the line, so that the next block needs one of its own. */
        private boolean lineIsUsed;

        private int codes;
        private int silent;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words && silent == 0) {
                write(words);
            } else if (node instanceof Element element) {
                open(element);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                close(element);
            }
        }

        private void write(TextNode words) {
            var plain = words.text().replace('\u00a0', ' ');
            if (!lineIsUsed) {
                plain = plain.stripLeading();
            }
            if (!plain.isEmpty()) {
                text.append(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
                lineIsUsed = true;
            }
        }

        private void open(Element element) {
            var name = element.normalName();
            if (WITHOUT_TEXT.contains(name)) {
                silent++;
            } else if (name.equals("br")) {
                newLine();
            } else if (isBlock(element)) {
                if (lineIsUsed) {
                    newLine();
                }
                if (name.equals("li")) {
                    text.append("• ");
                }
            } else if (codes == 0 && mark(element) != null) {
                text.append('<').append(mark(element)).append(address(element)).append('>');
            }
            codes += name.equals("code") ? 1 : 0;
        }

        private void close(Element element) {
            var name = element.normalName();
            codes -= name.equals("code") ? 1 : 0;
            if (WITHOUT_TEXT.contains(name)) {
                silent--;
            } else if (isBlock(element)) {
                if (lineIsUsed || isEmptyLine(element)) {
                    newLine();
                }
            } else if (codes == 0 && mark(element) != null) {
                text.append("</").append(mark(element)).append('>');
            }
        }

        /** A block that holds nothing at all is a line of its own; one with a {@code <br>} has had it. */
        private static boolean isEmptyLine(Element element) {
            return element.normalName().equals("p") && element.childNodeSize() == 0;
        }

        private static boolean isBlock(Element element) {
            return element.isBlock() && !element.normalName().equals("body") && mark(element) == null;
        }

        private static String mark(Element element) {
            boolean link = element.normalName().equals("a")
                    && LINK.matcher(element.attr("href").strip()).matches();
            return link ? "a" : MARKS.get(element.normalName());
        }

        private static String address(Element element) {
            return element.normalName().equals("a")
                    ? " href=\"" + Entities.escape(element.attr("href").strip()) + "\""
                    : "";
        }

        private void newLine() {
            text.append('\n');
            lineIsUsed = false;
        }

        String text() {
            return text.toString().strip();
        }
    }
}
