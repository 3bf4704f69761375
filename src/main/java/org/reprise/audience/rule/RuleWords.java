package org.reprise.audience.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reprise.LocalizedMessage;

/** A line of rules as words, signs and texts in quotes, of which one is the next. */
final class RuleWords {
    /** Longer than any line that somebody reads. */
    private static final int MAX_LENGTH = 20_000;

    private final String line;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * @param at in the line, from 0
     * @param isText whether it stood in quotes
     */
    record Token(int at, String text, boolean isText) {}

    RuleWords(String line) {
        if (line.length() > MAX_LENGTH) {
            throw RuleRefused.at("", LocalizedMessage.of("rule.long", MAX_LENGTH));
        }
        this.line = line;
        int at = 0;
        while (at < line.length()) {
            char sign = line.charAt(at);
            if (isBlank(sign)) {
                at++;
            } else if (sign == '(' || sign == ')' || sign == ',') {
                tokens.add(new Token(at, String.valueOf(sign), false));
                at++;
            } else if (isQuote(sign)) {
                at = text(at);
            } else {
                at = word(at);
            }
        }
    }

    /** What is pasted has blanks of its own. */
    private static boolean isBlank(char sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
    }

    /** A phone makes its own quotes of those that somebody types. */
    private static boolean isQuote(char sign) {
        return sign == '"' || sign == '\u201C' || sign == '\u201D' || sign == '\u201E';
    }

    private int text(int start) {
        boolean isPlain = line.charAt(start) == '"';
        var text = new StringBuilder();
        for (int at = start + 1; at < line.length(); at++) {
            char sign = line.charAt(at);
            if (isPlain ? sign == '"' : isQuote(sign)) {
                tokens.add(new Token(start, text.toString(), true));
                return at + 1;
            } else if (sign == '\\' && at + 1 < line.length()) {
                at++;
                text.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
            } else {
                text.append(sign);
            }
        }
        throw RuleRefused.at(String.valueOf(start + 1), LocalizedMessage.of("rule.quote"));
    }

    private int word(int start) {
        int end = start;
        while (end < line.length()
                && !isBlank(line.charAt(end))
                && "(),".indexOf(line.charAt(end)) < 0
                && !isQuote(line.charAt(end))) {
            end++;
        }
        tokens.add(new Token(start, line.substring(start, end), false));
        return end;
    }

    boolean isEnd() {
        return next == tokens.size();
    }

    Optional<Token> next() {
        return isEnd() ? Optional.empty() : Optional.of(tokens.get(next));
    }

    void skip() {
        next++;
    }

    boolean isNext(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (next + i >= tokens.size() || !is(tokens.get(next + i), words[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(Token token, String word) {
        return !token.isText() && token.text().toLowerCase(Locale.ROOT).equals(word);
    }

    /** Whether these words came next; they are read then. */
    boolean take(String... words) {
        boolean found = isNext(words);
        next += found ? words.length : 0;
        return found;
    }

    /** The word alone, when a text in quotes follows it. */
    boolean takeBeforeText(String word) {
        return isNext(word) && next + 1 < tokens.size() && tokens.get(next + 1).isText() && take(word);
    }

    void demand(String word) {
        if (!take(word)) {
            throw expected(word);
        }
    }

    /** The number of the next word's first character, from 1. */
    String place() {
        return String.valueOf(next().map(Token::at).orElse(line.length()) + 1);
    }

    RuleRefused expected(String what) {
        return next().map(token ->
                        RuleRefused.at(place(), LocalizedMessage.of("rule.expected", what, shortened(token.text()))))
                .orElseGet(() -> new RuleRefused(LocalizedMessage.of("rule.expected.end", what)));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 20)) + "…";
    }
}
