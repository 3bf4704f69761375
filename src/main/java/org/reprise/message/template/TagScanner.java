package org.reprise.message.template;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reprise.message.template.TemplateFault.Kind;

/** Reads what stands in a tag, from left to right. */
final class TagScanner {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_]*+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}+(?:\\.\\d{1,6}+)?+");

    private final Tag tag;
    private final String text;
    private int at;

    TagScanner(Tag tag) {
        this.tag = tag;
        this.text = tag.inner();
    }

    int at() {
        skipBlanks();
        return at;
    }

    boolean isAtEnd() {
        skipBlanks();
        return at == text.length();
    }

    /** Also the blanks that no keyboard has a key for. */
    private void skipBlanks() {
        while (at < text.length()
                && (Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at)))) {
            at++;
        }
    }

    /** Steps over it if it is what comes next. */
    boolean take(String sign) {
        skipBlanks();
        boolean is = text.startsWith(sign, at);
        at += is ? sign.length() : 0;
        return is;
    }

    /** The same of a whole word. */
    boolean takeWord(String word) {
        int before = at();
        boolean is = word().filter(word::equals).isPresent();
        at = is ? at : before;
        return is;
    }

    /** As names of fields are stored: composed, and in small letters. */
    Optional<String> word() {
        return next(WORD).map(TagScanner::normal);
    }

    static String normal(String word) {
        var composed = Normalizer.normalize(word, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    Optional<String> number() {
        return next(NUMBER);
    }

    private Optional<String> next(Pattern pattern) {
        skipBlanks();
        var found = pattern.matcher(text).region(at, text.length());
        if (!found.lookingAt()) {
            return Optional.empty();
        }
        at = found.end();
        return Optional.of(found.group());
    }

    /** What stands in quotation marks of either kind. */
    Optional<String> quoted() {
        skipBlanks();
        if (at == text.length() || "\"'".indexOf(text.charAt(at)) < 0) {
            return Optional.empty();
        }
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            throw fault(Kind.NO_QUOTE, text.substring(at, at + 1), "");
        }
        var quoted = text.substring(at + 1, end);
        at = end + 1;
        return Optional.of(quoted);
    }

    /** All that is left. */
    String rest() {
        return text.substring(at()).strip();
    }

    void takeRest() {
        at = text.length();
    }

    void requireEnd() {
        if (!isAtEnd()) {
            throw unexpected();
        }
    }

    /** What comes next has no business there. */
    TemplateFault unexpected() {
        return isAtEnd()
                ? tag.fault(Kind.EMPTY, "")
                : fault(Kind.UNEXPECTED, text.substring(at, text.offsetByCodePoints(at, 1)), tag.written());
    }

    TemplateFault fault(Kind kind, String mark, String hint) {
        return faultAt(at(), kind, mark, hint);
    }

    TemplateFault faultAt(int offset, Kind kind, String mark, String hint) {
        return new TemplateFault(kind, tag.place(offset), mark, hint);
    }

    Place place(int offset) {
        return tag.place(offset);
    }
}
