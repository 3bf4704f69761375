package org.reprise.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reprise.message.EntityBuilder.Open;
import org.reprise.message.FormattedText.Kind;
import org.reprise.message.TextFormat.Flaw;
import org.reprise.message.TextFormat.Unparsable;

/** Reads Telegram's HTML. Much is forgiven in web pages that Telegram refuses, so no parser of web pages will do. */
final class HtmlText {
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("b", Kind.BOLD),
            Map.entry("strong", Kind.BOLD),
            Map.entry("i", Kind.ITALIC),
            Map.entry("em", Kind.ITALIC),
            Map.entry("u", Kind.UNDERLINE),
            Map.entry("ins", Kind.UNDERLINE),
            Map.entry("s", Kind.STRIKETHROUGH),
            Map.entry("strike", Kind.STRIKETHROUGH),
            Map.entry("del", Kind.STRIKETHROUGH),
            Map.entry("tg-spoiler", Kind.SPOILER),
            Map.entry("span", Kind.SPOILER),
            Map.entry("a", Kind.LINK),
            Map.entry("code", Kind.CODE),
            Map.entry("pre", Kind.PRE),
            Map.entry("blockquote", Kind.BLOCKQUOTE));
    private static final String EMOJI = "tg-emoji";
    private static final String TIME = "tg-time";
    private static final Map<String, String> CHARACTERS = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

    // possessive: whatever the text is, nothing is tried twice
    private static final Pattern NAME = Pattern.compile("</?+([^\\s<>/]*+)");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s++([a-zA-Z-]++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'<>=]++)))?+");
    private static final Pattern TAG_END = Pattern.compile("\\s*+>");
    private static final Pattern CHARACTER =
            Pattern.compile("&(?:(lt|gt|amp|quot)(?![a-zA-Z])|#(\\d{1,7}+)|#[xX]([0-9a-fA-F]{1,6}+));?+");

    private static final Pattern UNKNOWN_CHARACTER = Pattern.compile("&[a-zA-Z][a-zA-Z0-9]{1,31}+;");

    private final String source;
    private final Matcher matcher;
    private final EntityBuilder builder = new EntityBuilder();
    private Open code;
    private int codeEnd;
    private int at;

    HtmlText(String source) {
        this.source = source;
        this.matcher = CHARACTER.matcher(source);
    }

    FormattedText parse() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '<') {
                tag();
            } else if (c == '&' && next(CHARACTER)) {
                builder.text.append(character(matcher));
            } else {
                noticeUnknownCharacter();
                builder.text.append(c);
                at++;
            }
        }
        PlainText.noticeStars(source, builder);
        return builder.done(Flaw.NO_END_TAG);
    }

    private void noticeUnknownCharacter() {
        boolean unknown = source.charAt(at) == '&'
                && matcher.usePattern(UNKNOWN_CHARACTER)
                        .region(at, source.length())
                        .lookingAt();
        if (unknown) {
            builder.hint(TextHint.Kind.UNKNOWN_CHARACTER, matcher.group(), at);
        }
    }

    /** Steps over what the pattern finds right here, if anything. */
    private boolean next(Pattern pattern) {
        boolean found = matcher.usePattern(pattern).region(at, source.length()).lookingAt();
        at = found ? matcher.end() : at;
        return found;
    }

    private void tag() {
        int begin = at;
        next(NAME);
        var name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (source.startsWith("</", begin)) {
            end(name, begin);
        } else {
            start(name, begin);
        }
    }

    private void start(String name, int begin) {
        boolean known = KINDS.containsKey(name) || name.equals(EMOJI) || name.equals(TIME);
        if (!known) {
            throw new Unparsable(Flaw.UNSUPPORTED_TAG, name.isEmpty() ? "<" : name, begin);
        }
        var attributes = attributes();
        if (!next(TAG_END)) {
            throw new Unparsable(Flaw.BROKEN_TAG, name, begin);
        }
        if (name.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
            throw new Unparsable(Flaw.UNSUPPORTED_TAG, "span", begin);
        }
        boolean expandable = name.equals("blockquote") && attributes.containsKey("expandable");
        var kind = expandable ? Kind.EXPANDABLE_BLOCKQUOTE : KINDS.get(name);
        var detail = name.equals(EMOJI) || name.equals(TIME) ? slip(name, attributes, begin) : detail(kind, attributes);
        builder.open(kind, name, detail, begin);
    }

    /** Attributes that Telegram refuses where the tag holds something; null: none. */
    private String slip(String name, Map<String, String> attributes, int begin) {
        if (name.equals(EMOJI)) {
            var id = attributes.getOrDefault("emoji-id", "");
            return CustomMark.isEmojiId(id) ? null : id;
        }
        var unix = attributes.getOrDefault("unix", "");
        if (!CustomMark.isTime(unix)) {
            builder.hint(TextHint.Kind.TIME_DROPPED, unix, begin);
        }
        var format = attributes.getOrDefault("format", "");
        return CustomMark.isTimeFormat(format) ? null : format;
    }

    private Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        while (next(ATTRIBUTE)) {
            var quoted = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            var value = quoted != null ? quoted : matcher.group(4);
            var decoded = value == null ? "" : decoded(value);
            attributes.put(matcher.group(1).toLowerCase(Locale.ROOT), decoded);
        }
        return attributes;
    }

    private static String detail(Kind kind, Map<String, String> attributes) {
        var type = attributes.getOrDefault("class", "");
        return kind == Kind.LINK
                ? attributes.get("href")
                : kind == Kind.CODE && type.startsWith("language-") ? type.substring("language-".length()) : null;
    }

    private void end(String name, int begin) {
        var last = builder.innermost();
        if (last == null || !name.isEmpty() && !name.equals(last.mark()) || !next(TAG_END)) {
            throw new Unparsable(Flaw.UNEXPECTED_END, "/" + name, begin);
        }
        builder.drop();
        boolean isCustom = last.mark().equals(EMOJI) || last.mark().equals(TIME);
        if (isCustom && last.detail() != null && last.offset() < builder.text.length()) {
            throw new Unparsable(
                    last.mark().equals(EMOJI) ? Flaw.EMOJI_ID : Flaw.TIME_FORMAT,
                    '"' + last.detail() + '"',
                    last.index());
        }
        builder.close(last.kind(), last, detailAtEnd(last));
    }

    /** A link without an address is one to its own text; the language of a block stands in a tag within. */
    private String detailAtEnd(Open last) {
        int length = builder.text.length();
        if (last.kind() == Kind.LINK) {
            return last.detail() != null ? last.detail() : builder.since(last);
        } else if (last.kind() == Kind.PRE) {
            boolean allCode = code != null && code.offset() == last.offset() && codeEnd == length;
            var language = allCode ? code.detail() : null;
            code = null;
            return language;
        } else if (last.kind() == Kind.CODE) {
            code = last;
            codeEnd = length;
        }
        return null;
    }

    /** With the characters that are written by a name or a number as themselves. */
    static String decoded(String text) {
        return CHARACTER.matcher(text).replaceAll(HtmlText::replacement);
    }

    private static String replacement(MatchResult found) {
        return Matcher.quoteReplacement(character(found));
    }

    /** A number that is no character stays as it is written. */
    private static String character(MatchResult found) {
        if (found.group(1) != null) {
            return CHARACTERS.get(found.group(1));
        }
        int code = found.group(2) != null ? Integer.parseInt(found.group(2)) : Integer.parseInt(found.group(3), 16);
        boolean shown = code > 0 && code <= Character.MAX_CODE_POINT && !isSurrogate(code);
        return shown ? Character.toString(code) : found.group();
    }

    private static boolean isSurrogate(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    }
}
