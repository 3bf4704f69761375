package org.reprise.message;

import java.util.Map;
import org.reprise.message.EntityBuilder.Open;
import org.reprise.message.FormattedText.Kind;
import org.reprise.message.TextFormat.Flaw;
import org.reprise.message.TextFormat.Unparsable;

/** Reads Telegram's MarkdownV2, which is nobody else's: what is no mark must be escaped, and marks nest. */
final class MarkdownText {
    private static final String RESERVED = "_*[]()~`>#+-=|{}.!";
    private static final Map<String, Kind> KINDS = Map.of(
            "*", Kind.BOLD,
            "_", Kind.ITALIC,
            "__", Kind.UNDERLINE,
            "~", Kind.STRIKETHROUGH,
            "||", Kind.SPOILER,
            "[", Kind.LINK,
            "`", Kind.CODE,
            "```", Kind.PRE);
    private static final String EMOJI = "![";
    private static final String QUOTE = ">";

    private final String source;
    private final EntityBuilder builder = new EntityBuilder();
    private boolean inQuote;
    private boolean lineBegins = true;
    private int at;

    MarkdownText(String source) {
        this.source = source;
    }

    FormattedText parse() {
        while (at < source.length()) {
            step();
        }
        if (inQuote) {
            endQuote("");
        }
        return builder.done(Flaw.NO_END);
    }

    private void step() {
        char c = source.charAt(at);
        if (escapes(at)) {
            append(source.charAt(at + 1), false);
            at += 2;
        } else if (c == '\n' && inQuote && !isLiteral()) {
            lineEndInQuote();
        } else if ((isLiteral() ? "`" : RESERVED).indexOf(c) >= 0) {
            mark(markHere());
        } else {
            append(c, c == '\n' && !isLiteral());
            at++;
        }
    }

    private void append(char c, boolean endsLine) {
        builder.text.append(c);
        lineBegins = endsLine;
    }

    /** Before anything but ASCII a backslash is only a backslash. */
    private boolean escapes(int index) {
        return source.charAt(index) == '\\'
                && index + 1 < source.length()
                && source.charAt(index + 1) > 0
                && source.charAt(index + 1) <= 126;
    }

    private boolean isLiteral() {
        var last = builder.innermost();
        return last != null && last.kind() != null && last.kind().isLiteral();
    }

    private String markHere() {
        if (builder.isInnermost(Kind.CODE)) {
            return "`";
        }
        for (var longer : new String[] {"```", "__", "||", EMOJI}) {
            if (source.startsWith(longer, at)) {
                return longer;
            }
        }
        return source.substring(at, at + 1);
    }

    private void mark(String mark) {
        var last = builder.innermost();
        boolean inBrackets = last != null && last.mark().endsWith("[");
        if (mark.equals(QUOTE)) {
            startQuote();
        } else if (mark.equals("]") && inBrackets) {
            endLink(last);
        } else if (last != null && last.mark().equals(mark) && !inBrackets) {
            noticeNothing(last, mark);
            builder.close();
            at += mark.length();
        } else if ((KINDS.containsKey(mark) || mark.equals(EMOJI)) && mayStart(mark)) {
            start(mark);
        } else {
            throw new Unparsable(Flaw.RESERVED, mark, at);
        }
    }

    /** Of its kind only ** before a quote is meant: it keeps two quotes apart. */
    private void noticeNothing(Open last, String mark) {
        if (last.offset() == builder.text.length() && !source.startsWith(QUOTE, at + mark.length())) {
            builder.hint(TextHint.Kind.NOTHING_MARKED, mark + mark, last.index());
        }
    }

    /** Within code nothing begins, but for a piece of code in a block of it. */
    private boolean mayStart(String mark) {
        return !isLiteral() || builder.isInnermost(Kind.PRE) && mark.equals("`");
    }

    private void start(String mark) {
        int begin = at;
        at += mark.length();
        builder.open(KINDS.get(mark), mark, mark.equals("```") ? language() : null, begin);
    }

    /** What stands between the mark and the first white space; the line's end after it belongs to the mark. */
    private String language() {
        int end = at;
        while (end < source.length() && source.charAt(end) != '`' && !Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        boolean named = end > at && end < source.length() && source.charAt(end) != '`';
        var language = named ? source.substring(at, end) : null;
        at = named ? end : at;
        at += source.startsWith("\r\n", at) ? 2 : source.startsWith("\n", at) ? 1 : 0;
        return language;
    }

    private void endLink(Open last) {
        at++;
        var address = source.startsWith("(", at) ? address() : builder.since(last);
        if (last.mark().equals(EMOJI) && !CustomMark.isAddress(String.valueOf(address))) {
            throw new Unparsable(Flaw.NO_EMOJI, EMOJI, last.index());
        }
        builder.drop();
        builder.close(last.kind(), last, address);
    }

    private String address() {
        int begin = at++;
        var address = new StringBuilder();
        while (at < source.length() && source.charAt(at) != ')') {
            at += escapes(at) ? 1 : 0;
            address.append(source.charAt(at++));
        }
        if (at == source.length()) {
            throw new Unparsable(Flaw.NO_END, "(", begin);
        }
        at++;
        return address.toString();
    }

    /** Where a line begins, further marks of a quote add nothing to the first. */
    private void startQuote() {
        if (!lineBegins) {
            throw new Unparsable(Flaw.RESERVED, QUOTE, at);
        }
        if (!inQuote) {
            builder.open(Kind.BLOCKQUOTE, QUOTE, null, at);
            inQuote = true;
        }
        at++;
    }

    private void lineEndInQuote() {
        if (source.startsWith(QUOTE, at + 1)) {
            append('\n', true);
            at += 2;
        } else {
            endQuote("\n");
            at++;
        }
    }

    /**
     * A spoiler whose mark is the last of the quote is the mark of a quote that can be folded.
     *
     * @param lineEnd what of the text follows and belongs to the quote
     */
    private void endQuote(String lineEnd) {
        var last = builder.innermost();
        boolean folds =
                last.kind() == Kind.SPOILER && last.index() + last.mark().length() == at;
        if (folds) {
            builder.drop();
        }
        var quote = builder.drop();
        if (!quote.mark().equals(QUOTE)) {
            throw new Unparsable(Flaw.NO_END, quote.mark(), quote.index());
        }
        builder.text.append(lineEnd);
        lineBegins = true;
        builder.close(folds ? Kind.EXPANDABLE_BLOCKQUOTE : Kind.BLOCKQUOTE, quote, null);
        inQuote = false;
    }
}
